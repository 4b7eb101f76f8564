# The words of pages that `broadsheet import page` reads. Each message lists words that mean the
# same, parted by `|`; capital and small letters don't matter.

# The line of editions at the top, and the first of the crumbs: Homepage > China.
import-edition = Edition | Editions | Language
import-home = Homepage | Home | Home page | Front page
# The last of the crumbs where it is no section.
import-crumb-end = Article | Story | Full text | Text

# Labels between the headline and the body.
import-editor = Editor | Editors | Edited by | Web editor
import-source = Source | Sources | From
import-author = By | Author | Authors | Reporter | Reporters | Written by
import-time = Time | Date | Published | Published at | Published on | Publish time | Posted
import-coverage = Full coverage | Full coverages | Coverage | Special coverage | Special report

# How else than in print a month and a day are written, with M and d for their numbers.
# In a time: 5:23 p.m., 17 h 23; words that say nothing of it; zones by their names.
import-day = M/d
import-hour-mark = h
import-minute-mark = min | m
import-before-noon = a.m. | am
import-after-noon = p.m. | pm
import-date-filler = at | on | of | the
import-zones = BJT = Asia/Shanghai | Beijing time = Asia/Shanghai | Beijing = Asia/Shanghai | Ulaanbaatar = Asia/Ulaanbaatar | Ulaanbaatar time = Asia/Ulaanbaatar

# How the name of an agency ends, where a dateline has place and agency without a gap.
import-agency-end = Agency

# What a photo's credit begins or ends with: Photo by Zhang Duo.
import-photo-credit = Photo by | Photo | Photos by | Photograph | File photo | Picture | Courtesy

# The block of accounts at the end, by its heading or any of its lines.
import-follow = Follow us on | Follow us | Scan the QR code | Scan to follow
