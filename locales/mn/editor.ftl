### Нийтлэл бичих, нийтлэх, засварлах, монголоор.

## Жагсаалт
menu-articles = Нийтлэл
article-new = Шинэ нийтлэл
article-untitled = Гарчиггүй байна
edition = Хувилбар
state = Төлөв
person = Хүн
changed = Өөрчилсөн
any-state = Бүх төлөв
any-section = Бүх булан
headline-or-person = Гарчиг эсвэл хүн
only-mine = Зөвхөн минийх
show = Харуулах
show-all = Бүгдийг харуулах
articles-none = Одоогоор нийтлэл алга. Гарчгаас нь эхлээрэй.
articles-none-found = Юу ч олдсонгүй. Нөхцөлөө цөөлж үзнэ үү.
articles-more = Өмнөх нийтлэлүүд
state-draft = Ноорог
state-returned = Буцаасан
state-review = Хянаж байгаа
state-scheduled = Товлосон
state-embargoed = Хориг дор
state-live = Нийтэлсэн
state-withdrawn = Татан авсан
state-refused = Нийтлэлийн одоогийн төлөвт үүнийг хийх боломжгүй. Өөр хүн түрүүлсэн байж магадгүй: хуудсаа дахин ачаална уу.

## Хянах самбар
dashboard-returned = Танд буцаасан
dashboard-review = Редактор хүлээж байгаа
dashboard-drafts = Таны ноорог
dashboard-scheduled = Товлосон
dashboard-embargoed = Хориг дор
dashboard-nothing = Ноорог алга, таныг хүлээж буй зүйл ч алга.

## Нийтлэл
article-saved = { $name } хадгалсан, { $time }
article-public = Уншигчид хэрхэн харж байгаа
article-ahead = Уншигчид өмнөх хувилбарыг харж байна. Түүнээс хойш хадгалсан зүйлийг хараахан нийтлээгүй.
article-read-only = Та энэ нийтлэлийг уншиж болно. Одоо үүнийг энэ хувилбарын редактор л өөрчилнө.
preview = Урьдчилан харах
preview-saved = Хадгалснаа урьдчилан харах
history = Түүх
notes = Тэмдэглэл
details = Дэлгэрэнгүй
dateline-title = Хаанаас, хэзээ
choose = Сонгоно уу …
choose-none = Байхгүй
field-kicker = Дээд гарчиг
field-headline = Гарчиг
field-short-headline = Товч гарчиг
field-standfirst = Оршил
field-body = Эх бичвэр
field-section = Булан
field-source = Эх сурвалж
field-author = Зохиогч
field-editor = Хариуцсан редактор
field-slug = Хаяг
field-dateline-place = Газар
field-dateline-on = Өдөр
field-dateline-agency = Агентлаг
field-coverage = Цуврал
field-photo = Зураг
field-caption = Зургийн тайлбар
field-alt = Зургийг харж чадахгүй хүнд зориулсан тайлбар
field-return-note = Юуг засах вэ
field-schedule-at = Нийтлэх цаг
field-embargo-until = Хориг дуусах цаг
field-correction = Юу буруу байсан
field-reason = Шалтгаан
slug-hint = Вэб хаягийн төгсгөл. Хоосон орхивол гарчгаас үүснэ.
photo-words-hint = Хоёуланг нь хоосон орхивол зургийн сангийн тайлбарыг хэрэглэнэ.
hint-cells = { $used } / { $most } нүд
hint-body = Markdown. { $hanzi } ханз, { $words } үг, уншихад ойролцоогоор { $minutes } минут.

## Юу хийж болох
submit-review = Хянуулахаар илгээх
publish-now = Одоо нийтлэх
return-title = Бичсэн хүнд нь буцаах
return-hint = Бичсэн хүн энэ тэмдэглэлийг нийтлэл дээрээ харна. Уншигчид харахгүй.
return-button = Буцаах
publish-later = Дараа нийтлэх
schedule-button = Товлох
unschedule-button = Дахин ноорог болгох
embargo-hint = Энэ цагаас өмнө нийтэлсэн байсан ч нийтлэлээс юу ч ил гарахгүй. Хориггүй бол хоосон орхино.
embargo-button = Хориг тавих
amend-title = Өөрчлөлтийг нийтлэх
amend-hint = Эдгээрийн аль нь ч дээрх бичвэрийг хадгалж, уншигчдад шууд харуулна.
publish-quietly = Тэмдэглэлгүй нийтлэх
publish-update = Шинэчлэл болгон нийтлэх
publish-correction = Залруулга болгон нийтлэх
correction-hint = Уншигчид энэ тайлбарыг нийтлэлийн доор өнөөдрийн огноотой харна.
withdraw = Татан авах …

## Юу дутуу вэ
section-missing = Булан сонгоно уу.
day-bad = Өдрийг оруулна уу, жишээ нь 2026-05-04.
photo-bad = Энд харуулсан зургаас сонгоно уу.
headline-missing = Эхлээд гарчиг бичнэ үү.
hour-bad = Өдөр, цагийг оруулна уу, жишээ нь 2026-05-04 18:00.
hour-past = Энэ цаг өнгөрсөн байна. Хожуу цаг сонгох эсвэл одоо нийтэлнэ үү.
correction-missing = Юу буруу байсныг уншигчдад хэлнэ үү.
return-note-missing = Юуг засахыг бичсэн хүнд нь хэлнэ үү.

## Нэг нийтлэл дээр хоёр хүн
clash-title = Өөр хүн энэ нийтлэлийг хадгалсан байна
clash-text = { $name } энэ нийтлэлийг хадгалсан: { $time }. Таны бичвэр алдагдаагүй.
clash-mine = Таны бичвэр
clash-theirs = Хадгалсан бичвэр
clash-hint = Алийг нь ч сонгосон хадгалсан бичвэр түүхэнд үлдэнэ. Хоёулангаас нь үлдээх зүйлээ эндээс хуулж аваарай.
clash-keep-mine = Минийхийг үлдээх
clash-use-theirs = Нөгөөхийг авах

## Түүх
time = Цаг
to-article = Нийтлэл рүү буцах
to-history = Түүх рүү буцах
revision = Юу өөрчлөгдсөн
revision-live = уншигчдын харж байгаа
revision-same = Бичвэр нь өмнөх хувилбартайгаа адил.
restore = Энэ бичвэрийг сэргээх
restore-hint = Энэ нь хамгийн шинэ бичвэр болно. Юу ч алдагдахгүй, нийтэлсний дараа л уншигчид харна.

## Татан авах
withdrawal-title = Энэ мэдээг татан авах
withdrawal-text = Мэдээг бүх хувилбараас зэрэг авна. Уншигчид хаягаар нь орвол мэдэгдэл харна.
withdrawal-nothing = Энэ мэдээний нийтэлсэн нийтлэл алга.
withdraw-everywhere = Бүх хувилбараас татан авах
reason-hint = Уншигчид харна. Хоосон орхивол зөвхөн татан авсныг мэдэгдэнэ.

## Юу хийгдсэн
flash-article-created = Ноорог хадгалагдлаа.
flash-article-saved = Нийтлэл хадгалагдлаа.
flash-article-submitted = Илгээлээ. Цаашид редактор хариуцна.
flash-article-returned = Бичсэн хүнд нь буцаалаа.
flash-article-published = Нийтэллээ.
flash-article-updated = Шинэчлэлийг нийтэллээ.
flash-article-corrected = Залруулгыг нийтэллээ.
flash-article-scheduled = Товлолоо.
flash-article-unscheduled = Дахин ноорог боллоо.
flash-article-withdrawn = Мэдээг татан авлаа.
flash-article-restored = Өмнөх бичвэрийг сэргээлээ.
flash-embargo-set = Хориг тавилаа.
flash-embargo-off = Хориг алга.
