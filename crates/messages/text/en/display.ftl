# Size of text and colours of pages.
display-summary = Display
display-heading = Size of the text and colours
display-text = The choice is stored in this browser for a year and not linked to any person. To print, use the print command of the browser: the printed page has no header, footer or buttons.
display-more = How this is stored, and how to print
display-text_size = Text size
display-normal = Normal
display-large = Large
display-largest = Very large
display-colours = Colours
display-automatic = As the device asks
display-light = Light
display-dark = Dark
display-contrast = High contrast, light
display-dark_contrast = High contrast, dark
