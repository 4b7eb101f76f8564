### The reader pages, English edition.
### Dates and times arrive formatted in the edition's zone; names of sections,
### coverages, people and the site are data. $count and $minutes are numbers.

## The document and its skip links
page-title = { $title } | { $site }
skip-to-story = Skip to the story
skip-to-content = Skip to the content
skip-to-nav = Skip to the sections
skip-past = Skip past: { $block }

## Edition bar. A link that leads to a home page is marked with the suffix of the
## edition it leads to; the offer is shown to readers whose browser prefers this one.
edition-bar-label = Edition
edition-home-suffix = home page
edition-offer = Read in English
edition-offer-close = Hide this line

## Reading controls (by script only)
controls-label = Reading settings
text-size = Text size: { $percent }%
theme-system = Colours: same as the system
theme-light = Colours: light
theme-dark = Colours: dark

## Masthead, navigation, crumbs
nav-label = Sections
nav-more = More
crumbs-label = You are here
home = Home

## Notice on the home page after a change of edition
notice-story-missing = This story is not available in { $edition } yet.
notice-coverage-missing = This coverage is not available in { $edition } yet.
notice-section-missing = This section is not available in { $edition } yet.
notice-read-original = Read it in { $edition }
notice-follow-coverage = Follow: { $coverage }

## Fronts
breaking = Breaking
latest = Latest
latest-more = All of today’s stories
latest-more-of-day = All stories of { $day }
top-stories = Top stories
also-in-coverage = More on this
full-coverage = Full coverage
full-coverage-label = Full coverage:
coverage-all = All coverage
section-coverage = Coverage in this section:
photos = Photos
feed = Feed
feed-of = Feed: { $name }
list-empty = There are no stories here yet.

## Lists and paging
pager-label = Pages
pager-newer = Newer
pager-older = Older
list-page-title = { $name }: { $days }
day-span = { $first } – { $last }

## Article: byline, times
editor-by = Editor: { $name }
source-label = Source:
author-label = By{"\u00A0"}
reading-time = { $minutes ->
    [one] { $minutes } min read
   *[other] { $minutes } min read
}
time-updated = Updated { $time }
time-corrected = Corrected { $date }

## Article: body
gallery-label = { $count ->
    [one] Gallery: { $count } photo
   *[other] Gallery: { $count } photos
}
embed-show = Show content from { $host }
embed-note = Nothing is loaded from { $host } until you choose to.
photo-show = Show photo

## Article: foot
corrections-heading = { $count ->
    [one] Correction
   *[other] Corrections
}
correction-dated = Correction, { $date }:
editor-line = Edited by { $name }
report-error = Found a mistake? Tell us.
topics = Topics
coverage-box-all = All of this coverage
related = Related stories
prev-next-label = More in this coverage
prev-in-coverage = Earlier in { $coverage }
next-in-coverage = Later in { $coverage }

## Sharing and following
share = Share
share-story = Share this story
share-copy = Copy link
share-copied = Link copied
share-mail = E-mail
share-code = QR code
# Keys of the networks this edition offers, in order: facebook x telegram whatsapp weibo line.
share-networks = facebook x whatsapp
# Networks as their users write them; one that is missing here is printed as its key.
network-bilibili = Bilibili
network-bluesky = Bluesky
network-douyin = Douyin
network-facebook = Facebook
network-instagram = Instagram
network-line = LINE
network-linkedin = LinkedIn
network-mastodon = Mastodon
network-telegram = Telegram
network-threads = Threads
network-tiktok = TikTok
network-wechat = WeChat
network-weibo = Weibo
network-whatsapp = WhatsApp
network-x = X
network-xiaohongshu = Xiaohongshu
network-youtube = YouTube
short-link-label = Short link
qr-story = QR code of the short link
qr-story-hint = Scan the code to open this story on a phone.
follow = Follow us
follow-qr = QR code: { $name } on { $network }

## Coverage
coverage = Coverage
coverage-index-standfirst = The events and questions we keep following, each on one page.
coverage-latest = Latest: { $date }
key-moments = Key moments
coverage-reports = All reports
order-label = Order
order-newest = Latest first
order-oldest = Earliest first

## Archive, authors, sources, information pages
archive = Archive
archive-stories = { $count ->
    [0] Nothing was published on this day.
    [one] { $count } story
   *[other] { $count } stories
}
archive-days-label = Other days
author-stories = Stories by { $name }
source-stories = Stories from { $name }
info-updated = Last changed { $date }

## Edition choice
choice-label = Choose your edition
choice-read = Read the news in English

## Errors
error-400-title = We can’t read this address
error-400-text = Something in the address is not in the form we expect. Nothing is broken; please check it, or start from the home page.
error-405-title = This page can only be read
error-405-text = Something was sent to this address, which takes nothing. Nothing was stored. To read the page, open its address again, or start from the home page.
error-404-title = We can’t find this page
error-404-text = The address may be mistyped, or the page may have moved:
error-410-title = This story was withdrawn
error-410-date = We took it down on { $date }.
error-410-reason = Reason: { $reason }
error-410-text = It is no longer part of our reporting. Please do not quote it.
error-500-title = Something broke on our side
error-500-text = We have been told. Nothing is wrong with your device or your connection; please try again in a minute.
error-503-title = We are doing some work on the site
error-503-text = The pages will be back in a few minutes. Please try again soon.
error-request-id = If you write to us, please mention this number: { $id }
error-try-again = Try again
error-home = Go to the home page
other-editions = Other editions

## Footer
footer-sections = All sections
footer-about = About this site
feeds = Feeds
photos-off = Pages without photos
photos-on = Pages with photos
