### The picture library and the newsroom’s forms, in English.

## Pictures
menu-media = Media
credit = Credit
media-credit-hint = Optional, for all photos that you choose now. You can enter it photo by photo later.
media-files = Photos
media-files-hint = JPEG, PNG or WebP, up to { $limit } MB each. You can choose several, or drop them here.
media-upload = Upload
media-photos = In the library
media-all = All
media-without-credit = Without credit
media-empty = No photos yet. Upload the first one above.
media-empty-filter = Every photo has a credit.
media-used = { $count ->
    [0] Not used
    [one] Used in { $count } article
   *[other] Used in { $count } articles
}
media-no-credit = No credit
media-newest = Newest photos
media-older = Older photos
media-back = All photos
media-size = Original
media-added = Added
media-none-chosen = Choose at least one photo.
media-too-many-files = { $name } and what comes after it: at most { $count } photos at once. Upload the rest next.
media-unsupported = { $name }: this format is not supported. Use JPEG, PNG or WebP.
media-misnamed = { $name }: this file is not what its name says. Save it again as JPEG, PNG or WebP.
media-too-many-bytes = { $name }: this file is larger than { $limit } MB. Save it smaller.
media-too-many-pixels = { $name }: this picture has { $size } pixels, more than we take. Save it smaller.
media-damaged = { $name }: this picture is damaged. Save it again as JPEG, PNG or WebP.
flash-photos-added = Photos now in the library: { $count }.
credit-hint = Who is to be named: photographer/agency. The same in every edition.
credit-missing = A photo that had a credit must keep one.
photo-alt = Description
photo-alt-hint = For those who cannot see the photo: what it shows, in a sentence.
photo-caption = Caption
photo-uses = Where it is used
photo-uses-none = Nowhere yet.
photo-use = Headline
edition-column = Edition
state-column = State
use-draft = Draft
use-scheduled = Scheduled
use-embargoed = Embargoed
use-live = Live
use-withdrawn = Withdrawn
use-coverage = Coverage
