### Мэдээний хувилбарууд, орчуулга, олон нийтлэлийг зэрэг өөрчлөх, монголоор.

## Мэдээ ба хувилбар
stories = Мэдээ
stories-all = Бүх мэдээ
stories-more = Өмнөх мэдээнүүд
stories-missing = Дутуу хувилбар
stories-missing-nowhere = Бүгд
stories-behind = Зөвхөн орчуулга нь эхээсээ хоцорсныг
story = Мэдээ
story-not-there = алга
story-and-translations = Мэдээ ба орчуулга
story-editions = Энэ мэдээний хувилбарууд
state-updated = Шинэчилсэн
state-corrected = Залруулсан
state-missed = Цагтаа нийтлэгдээгүй
state-ahead = Нийтлээгүй өөрчлөлттэй
state-dead-links = Ажиллахгүй холбоостой
behind = { $age } хоцорсон
age-minutes = { $count } минут
age-hours = { $count } цаг
age-days = { $count } өдөр

## Мэдээг зэрэг нийтлэх
story-publish = Зэрэг нийтлэх
story-publish-hint = Тэмдэглэсэн бүхэн нэг агшинд нийтлэгдэнэ, эсвэл нэг нь ч нийтлэгдэхгүй. Хориг хэвээр үйлчилнэ.
story-included = Хувилбарууд
story-publish-now = Одоо зэрэг нийтлэх
story-schedule = Зэрэг товлох
story-none-chosen = Дор хаяж нэг хувилбар сонгоно уу.
story-blocked = Юу ч нийтлээгүй. { $edition }: { $reason }
block-withdrawn = Татан авсан байна.
block-not-yours = Үүнийг энэ хувилбарын редактор л хийнэ.
block-headline = Гарчиггүй байна.
article-by-clock = Товлосон цаг { $due }, нийтэлсэн цаг { $done }
article-missed = Үүнийг { $due } нийтлэх байсан боловч гарчиггүй тул нийтлэгдээгүй. Уншигчид юу ч хараагүй.

## Холбох, салгах
story-link = Нийтлэл холбох
story-link-hint = Энэ мэдээнд байхгүй хувилбарын ижил нийтлэлийг нэгтгэнэ. Дараа нь уншигчид хоёрын хооронд шилжиж чадна.
story-look = Хайх
story-found-none = Юу ч олдсонгүй ({ $editions }). Өөр үгээр хайна уу.
story-link-button = Холбох
story-unlink = Энэ нийтлэлийг салгах
story-unlink-hint = Тусдаа мэдээ болно. Уншигчид үүнээс бусад хувилбар руу шилжиж чадахаа болино. Өөр юу ч өөрчлөгдөхгүй.
story-unlink-button = “{ $edition }” хувилбарыг салгах
link-missing = Олдсон нийтлэлүүдээс нэгийг сонгоно уу.
link-taken = Энэ мэдээ { $edition } хувилбарт аль хэдийн байна. Эхлээд түүнийг салгана уу.
unlink-alone = Энэ нийтлэл аль хэдийн тусдаа мэдээ байна.

## Орчуулах
translation = Орчуулга
translation-start = Эхлэх
translation-new = Орчуулга эхлэх
translation-new-hint = Ноорогт булан, цуврал, зохиогч, эх сурвалж, өдөр, зураг орно. Бичвэрийг эхийнх нь хажууд бичнэ.
translation-edition-missing = Хувилбар сонгоно уу.
translation-section-missing = Энэ хувилбарт уг булан нэргүй байна. Өөр булан сонгоно уу.
translation-no-source = Орчуулах эх алга: энэ мэдээнд танд унших боломжтой өөр нийтлэл байхгүй.
translation-to-editor = Бүх талбар ба нийтлэх
translation-beside = Харьцуулах:
translation-paragraph = { $number }-р догол мөр
translation-more = Нэмэлт
translation-mark = Хадгалаад эхтэйгээ тааруулсан гэж тэмдэглэх
translation-follow = Хадгалаад үүнийг эх болгох
paragraph-new = шинэ
paragraph-gone = хассан
paragraph-changed = өөрчилсөн
source-changed = Эх нь өөрчлөгдсөн: { $time }
source-changed-text = Өөрчлөлтийг доор тэмдэглэв. Таны бичвэр өөрөө өөрчлөгдөхгүй. Бүгдийг уншсаны дараа эхтэйгээ тааруулсан гэж тэмдэглэнэ үү.
source-see = Өөрчлөлтийг харах

## Тэмдэглэл
field-note = Тэмдэглэл бичих
note-hint = Энэ хувилбарт ажилладаг хүн бүр уншина. Уншигчид харахгүй.
note-add = Тэмдэглэл нэмэх
note-missing = Эхлээд юм бичнэ үү.

## Олон нийтлэлийг зэрэг
bulk-choose = Сонгох
bulk-chosen = Тэмдэглэсэн нийтлэлүүд
bulk-move = Шилжүүлэх …
bulk-move-title = Нийтлэл шилжүүлэх
bulk-move-text = Шалгана уу. Эдгээрийг бүгдийг нь шилжүүлнэ, эсвэл нэгийг нь ч шилжүүлэхгүй.
bulk-move-button = Шилжүүлэх
bulk-moves = “{ $from }” булангаас “{ $to }” буланд
bulk-withdraw-title = Мэдээ татан авах
bulk-withdraw-text = Шалгана уу. Эдгээр мэдээг бүх хувилбараас зэрэг бүгдийг нь татан авна, эсвэл нэгийг нь ч авахгүй. Уншигчид хаягаар нь орвол мэдэгдэл харна.
bulk-withdraws = татан авах хувилбар: { $editions }
bulk-done = Юу болох вэ
bulk-left = Хэвээр үлдэх нь
bulk-none-chosen = Жагсаалтаас дор хаяж нэг нийтлэл тэмдэглэнэ үү.
bulk-nothing-to-do = Хийх зүйл алга.
bulk-no-section-name = Уг булан нийтлэлийн хувилбарт нэргүй байна.
bulk-there-already = Аль хэдийн тэнд байна.
bulk-not-live = Энэ мэдээний нийтэлсэн нийтлэл алга.
bulk-not-yours-in = Үүнд { $edition } хувилбарын редактор ч байх хэрэгтэй.
bulk-refused = Юу ч өөрчлөөгүй: байдал өөр болжээ. Дахин шалгана уу.
bulk-back = Жагсаалт руу буцах

## Хадгалсан жагсаалт
view-name = Энэ жагсаалтыг хадгалах нэр
view-hint = Зөвхөн та харна. Ижил нэртэй нь солигдоно.
view-save = Хадгалах
view-name-missing = Жагсаалтад нэр өгнө үү.

## Хянах самбар
tally-drafts = Миний ноорог: { $count }
tally-returned = Буцаасан: { $count }
tally-review = Хянуулахаар хүлээж байгаа: { $count }
dashboard-attention = Анхаарах зүйл
attention-missed = { $count } нийтлэл цагтаа нийтлэгдээгүй
attention-behind = { $count } орчуулга эхээсээ хоцорсон
attention-ahead = { $count } нийтлэл нийтлээгүй өөрчлөлттэй
attention-links = { $count } холбоос хаашаа ч хүргэхгүй байна
attention-jobs = Өнгөрсөн хоногт { $count } ажилд алдаа гарсан
attention-credit = { $count } зураг эх сурвалжгүй

## Юу хийгдсэн
flash-story-published = Сонгосон бүх хувилбарт нийтэллээ.
flash-story-scheduled = Сонгосон бүх хувилбарт товлолоо.
flash-linked = Нийтлэл энэ мэдээнд нэгдлээ.
flash-unlinked = Нийтлэл тусдаа мэдээ боллоо.
flash-translation-started = Ноорог бэлэн. Эх нь хажууд нь байна.
flash-translation-marked = Хадгалаад эхтэйгээ тааруулсан гэж тэмдэглэлээ.
flash-note-added = Тэмдэглэл нэмэгдлээ.
flash-bulk-moved = Шилжүүлсэн нийтлэл: { $count }.
flash-bulk-withdrawn = Татан авсан мэдээ: { $count }.
flash-view-saved = Жагсаалт хадгалагдлаа.
flash-view-removed = Хадгалсан жагсаалтыг устгалаа.
