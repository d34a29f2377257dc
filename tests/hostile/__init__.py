"""Whatever is sent to a form: never a fault, never shown as more than words, never saved twice."""
