"""The portal on one machine, with a pretend MitID and three invented families, to be looked at and walked.

`emil`, `freja` and `alma` are the families, told as data; `telling` lets it happen, each act at its moment
(`calendar`), by the same verbs that people use (`coming`, `saying`, `agreeing`). `family` fills an empty
database with them; `running` starts and stops it all.
Must never: run where real people could reach it. Everybody in it is invented.
"""
