"""The portal on one machine, with a pretend MitID and an invented family, to be looked at and walked through.

`family` fills an empty database through the same verbs that people use; `running` starts and stops it all.
Must never: run where real people could reach it. Everybody in it is invented.
"""
