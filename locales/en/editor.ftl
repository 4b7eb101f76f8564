### Writing, publishing and looking after articles, in English.

## The list
menu-articles = Articles
article-new = New article
article-untitled = No headline yet
edition = Edition
state = State
person = Person
changed = Changed
any-state = Any state
any-section = Any section
headline-or-person = Headline or person
only-mine = Only mine
show = Show
show-all = Show all
articles-none = No articles yet. Start with a headline.
articles-none-found = Nothing was found. Try fewer conditions.
articles-more = Earlier articles
state-draft = Draft
state-returned = Returned
state-review = In review
state-scheduled = Scheduled
state-embargoed = Under embargo
state-live = Live
state-withdrawn = Withdrawn
state-refused = This cannot be done in the article’s present state. Somebody may have been faster: reload the page.

## Dashboard
dashboard-returned = Returned to you
dashboard-review = Waiting for an editor
dashboard-drafts = Your drafts
dashboard-scheduled = Scheduled
dashboard-embargoed = Under embargo
dashboard-nothing = No drafts. Start with a headline.
live-now = Live now
live-pages = Pages readers asked this server for, last 5 minutes
live-articles = Read most, last 5 minutes
live-feed-errors = Feed errors, last 5 minutes
live-standing = Cache in front of the portal
live-standing-since = Not told of changes since { $time }: readers may see old pages
live-jobs = Waiting jobs
live-due = Due within the hour

## The article
article-saved = Saved by { $name }, { $time }
article-ahead = Readers see an earlier version. What was saved since is not published yet.
article-read-only = You can read this article. Changing it now takes an Editor of this edition.
article-with-editors = The editors of { $edition } have it now. If they return it, its writer goes on with it. Until then it can be read here, and a note reaches them.
article-editors = Who can take it up: { $names }.
preview = Preview
preview-saved = Preview what is saved
history = History
notes = Notes
details = Details
dateline-title = Dateline
choose = Choose …
choose-none = None
field-kicker = Kicker
field-headline = Headline
field-short-headline = Short headline
field-social-title = Social title
field-standfirst = Standfirst
field-body = Text
field-section = Section
field-source = Source
field-author = Author
field-editor = Responsible editor
field-slug = Address
field-dateline-place = Place
field-dateline-on = Day
field-dateline-agency = Agency
field-coverage = Coverage
field-photo = Photo
field-caption = Caption
field-alt = Description for those who cannot see the photo
field-return-note = What is to be done
field-schedule-at = Publish at
field-embargo-until = Embargo until
field-correction = What was wrong
field-reason = Reason
field-needed = { $label } *
needed-hint = * Needed: without a headline and a section nothing is published, and readers want to know the source.
photos-none = No photos are in the library yet.
photos-none-upload = Upload the first one
slug-hint = The end of the web address. Leave it empty to have it made from the headline.
photo-words-hint = Leave both fields empty to use the library’s words.
hint-cells = { $used } of { $most } cells
hint-body = { $hanzi ->
    [0] { $words ->
        [0] Markdown. Each line is a paragraph.
        [one] Markdown. { $words } word, about { $minutes } min to read.
       *[other] Markdown. { $words } words, about { $minutes } min to read.
    }
   *[other] Markdown. { $hanzi } Chinese characters, { $words } other words, about { $minutes } min to read.
}

## What can be done with it
submit-review = Submit for review
publish-now = Publish now
return-title = Return to the writer
return-hint = The writer finds this note on the article. Readers never see it.
return-button = Return
publish-later = Publish later
schedule-button = Schedule
unschedule-button = Make it a draft again
embargo-hint = Before this time nothing of the article is public, even if it is published. Leave it empty for no embargo.
embargo-button = Set the embargo
amend-title = Publish changes
amend-hint = Each of these saves the text in the form and shows it to readers at once.
publish-quietly = Publish without a note
publish-update = Publish as an update
publish-correction = Publish as a correction
correction-hint = Readers see this note with today’s date below the article.
withdraw = Withdraw …

## What is missing
section-missing = Choose a section.
day-bad = Enter a day, such as 2026-05-04.
photo-bad = Choose one of the photos shown.
headline-missing = Write a headline first.
hour-bad = Enter a day and a time, such as 2026-05-04 18:00.
hour-past = This time has passed. Choose a later one, or publish now.
correction-missing = Tell readers what was wrong.
return-note-missing = Tell the writer what is to be done.

## Two people, one article
clash-title = Somebody else has saved this article
clash-text = { $name } saved this article: { $time }. Your text has not been lost.
clash-mine = Your text
clash-theirs = The saved text
clash-hint = “Use theirs” drops your text; the saved text stays in the history either way. Copy from here what you want to keep of both.
clash-keep-mine = Keep mine
clash-use-theirs = Use theirs
seen-title = Somebody else has saved this meanwhile
seen-text = Somebody else has saved this form since you opened it. Nothing was overwritten, and your text has not been lost.
seen-hint = “Keep mine” replaces the saved text; “Use theirs” drops yours. Copy from here what you want to keep of both.

## History
time = Time
to-article = Back to the article
to-history = Back to the history
revision = What was changed
revision-live = what readers see
revision-same = The words are those of the revision before.
revision-first = This is the first revision: nothing came before it.
history-what = What happened
history-saved = Saved:{ " " }
act-about = { $act }: { $time }
act-submit = Submitted for review
act-return-article = Returned to the writer
act-publish = Published
act-publish-under-embargo = Published under an embargo until
act-schedule = Scheduled for
act-unschedule = Made a draft again
act-set-embargo = Embargo set until
act-embargo-off = Embargo taken away
act-update = Update published
act-correct = Correction published
act-withdraw = Withdrawn
act-restore = Earlier words restored, of
act-refuse-publication = Could not be published at its hour
actor-clock = the clock
corrections-before = Corrections that readers see
restore = Restore these words
restore-hint = These words become the newest revision. Nothing is lost, and readers see them only when they are published.

## Withdrawal
withdrawal-title = Withdraw this story
withdrawal-text = The story is taken down in every edition at once. Readers find a notice at its address.
withdrawal-nothing = No article of this story is live.
withdraw-everywhere = Withdraw in every edition
reason-hint = Readers see it. Leave it empty to say only that the story was withdrawn.

## Discarding a draft
removal-link = Discard this draft …
removal-title = Discard this draft
removal-text = It was never public. The draft, its history, its notes and what was not saved are deleted for good.
removal-button = Discard it for good
removal-no-draft = This article is no draft any more, or readers have had it. It can be withdrawn instead.
removal-taken = Somebody else is writing in it now, so nothing was deleted. Ask them, or take over first.

## What was done
flash-article-created = The draft is saved.
flash-article-saved = Saved.
flash-article-submitted = Submitted. An editor takes it from here.
flash-article-returned = Returned to the writer.
flash-article-published = Published.
flash-article-updated = The update is published.
flash-article-corrected = The correction is published.
flash-article-scheduled = Scheduled.
flash-article-unscheduled = It is a draft again.
flash-article-withdrawn = The story is withdrawn.
flash-article-restored = The earlier words are back.
flash-draft-discarded = The draft is discarded.
flash-embargo-set = The embargo is set.
flash-embargo-off = There is no embargo.

## Writing
copy-notice = What you see was written after the last save: { $name }, { $time }.
copy-notice-notes = What was typed under “Publish …” and not sent yet is kept there: { $name }, { $time }.
copy-discard = Discard
flash-copy-discarded = Discarded. You see what was saved last.
flash-copy-newer = Somebody has gone on writing meanwhile. You see the newest text.
writing-somebody = { $name } is editing (since { $time }).
writing-elsewhere = You are editing this in another window (since { $time }).
take-over = Take over
copy-mine = Copy my text
copied = Copied
section-none = This edition has no sections yet. A Chief has to open the first one.
clash-short = { $name } saved this article at { $time }. Your text has not been lost.
status-saving = Saving…
status-saved = Saved { $time }
status-offline = Offline — kept on this device { $time }
status-kept = Kept on this device { $time }
status-signed-out = Not saved — sign in again
save-failed = Could not reach the server. Your text is kept on this device. Trying again in { $seconds } s.
server-unreachable = The server could not be reached. Nothing is lost: try again in a moment.
try-now = Try now
device-copy = This device has text from { $time } that was not sent.
compare = Compare
use-it = Use it
compare-title = Two texts side by side
compare-newest = The text on the server
compare-device = The text on this device
close = Close
sign-in-here = Your session has ended. Your text stays as it is: sign in here, and it is saved.
tab-write = Write
publishing = Publish …
publishing-title = Publish
publishing-now = Now
publishing-own-time = Where you are: { $time }
preview-phone = Phone
preview-desktop = Desktop
preview-dark = Dark
preview-card = Share card
preview-print = Print
preview-waiting = The page appears here once the first words are saved.
checks-title = Checks
check-headline = Headline
check-headline-missing = Headline missing
check-headline-long = Headline long
check-section = Section
check-section-missing = Section missing
check-source = Source
check-source-missing = Source missing
check-body = Text
check-body-missing = Text missing
check-credit = Photo credit
check-credit-missing = Photo credit missing
check-alt = Photo description
check-alt-missing = Photo description missing
check-line = Line { $line } was not understood and is printed as typed
toolbar = Marks and blocks
tool-bold = Bold
tool-italic = Emphasis
tool-link = Link
tool-heading = Subhead
tool-indent = Quoted paragraph
tool-list = List
tool-numbers = Numbered list
tool-photo = Photo
tool-fact = Fact box
tool-more = More blocks
tool-gallery = Gallery
tool-quote = Pull quote
tool-embed = Embed
tool-table = Table
tool-tidy = Tidy
tool-tidy-hint = Quotes, dashes, spaces and widths as this edition prints them
insert = Insert
link-words = Words of the link
link-address = Address
quote-text = What was said
quote-by = Who said it
embed-url = Address of the page or video
table-caption = Caption of the table
table-columns = Columns
table-rows = Rows
photo-search = Search the library
photos-signed-out = You are signed out. Sign in here to see the photos.
photos-dropped = Photos that you dropped here go into the library, then into the text.
photo-upload = Upload from this device
photo-none-found = No photos were found.
photo-other-title = Choose from the whole library
photo-other = Choose from the whole library …
photo-choose = Choose
paste-undo = Undo
paste-plain = Paste as plain text
tidied = Tidied: quotes, dashes and spaces are as this edition prints them. Undo takes it back.
tidied-none = There was nothing to tidy.
tidied-unsaved = Tidied. Nothing has been saved yet.
paste-pictures = You pasted pictures. Copy them into the library to use them.
paste-failed = Pasted as plain text.
paste-copy-picture = Copy into the library
paste-picture-added = In the library and in the text
paste-open-picture = Open
paste-on-device = It stayed on your device: upload its file with “Photo”.
paste-copying-picture = Copying…
key-save = Save
key-publish = Publish dialog
key-preview = Preview
key-bold = Bold
key-italic = Emphasis
key-link = Link
key-search = Search, outside of fields
key-new = New article, outside of fields
key-list = This list, outside of fields
keys-hint = You can switch them off on the page of your account.
pasted = Pasted { $paragraphs ->
    [one] { $paragraphs } paragraph
   *[other] { $paragraphs } paragraphs
}, { $pictures ->
    [one] { $pictures } picture
   *[other] { $pictures } pictures
}.
