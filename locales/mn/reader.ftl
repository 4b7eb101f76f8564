### Уншигчийн хуудас, монгол хувилбар.
### Огноо, цаг нь тухайн хувилбарын цагийн бүсээр бэлэн бичигдэж ирнэ. Булан, цуврал,
### хүний нэр, сайтын нэр нь өгөгдөл.

## Баримт ба алгасах холбоос
page-title = { $title } | { $site }
skip-to-story = Мэдээ рүү шууд очих
skip-to-content = Үндсэн агуулга руу очих
skip-to-nav = Булангууд руу очих
skip-past = Алгасах: { $block }

## Хэлний мөр
edition-bar-label = Хэлний хувилбар
edition-home-suffix = нүүр хуудас
edition-offer = Монголоор унших
edition-offer-close = Дахин харуулахгүй

## Уншихад тохируулах (скрипттэй үед)
controls-label = Унших тохиргоо
text-size = Үсгийн хэмжээ: { $percent }%
theme-system = Өнгө: төхөөрөмжийн тохиргоогоор
theme-light = Өнгө: цайвар
theme-dark = Өнгө: бараан

## Толгой, цэс, зам
nav-label = Булангууд
nav-more = Бусад
crumbs-label = Та энд байна
home = Нүүр

## Хэл сольсны дараах мэдэгдэл
notice-story-missing = Энэ мэдээ “{ $edition }” хувилбарт хараахан гараагүй байна.
notice-coverage-missing = Энэ цуврал “{ $edition }” хувилбарт хараахан алга.
notice-section-missing = Энэ булан “{ $edition }” хувилбарт хараахан алга.
notice-read-original = “{ $edition }” хувилбараас унших
notice-follow-coverage = Дагах: { $coverage }

## Нүүр ба булангийн хуудас
breaking = Шуурхай
latest = Сүүлийн мэдээ
latest-more = Өнөөдрийн бүх мэдээ
latest-more-of-day = Бүх мэдээ: { $day }
top-stories = Онцлох мэдээ
also-in-coverage = Энэ сэдвээр
full-coverage = Цуврал сурвалжлага
full-coverage-label = Цуврал:
coverage-all = Бүх цуврал
section-coverage = Энэ булангийн цуврал:
photos = Гэрэл зураг
feed = RSS
feed-of = RSS: { $name }
list-empty = Энд одоогоор мэдээ алга.

## Жагсаалт ба хуудаслалт
pager-label = Хуудас
pager-newer = Шинэ мэдээ
pager-older = Өмнөх мэдээ
list-page-title = { $name }: { $days }
day-span = { $first } – { $last }

## Мэдээ: нэр, цаг
editor-by = Редактор: { $name }
source-label = Эх сурвалж:
author-label = Бичсэн:{"\u00A0"}
reading-time = { $minutes ->
    [one] { $minutes } минут уншина
   *[other] { $minutes } минут уншина
}
time-updated = Шинэчилсэн: { $time }
time-corrected = Залруулсан: { $date }

## Мэдээ: бичвэр
gallery-label = { $count ->
    [one] Зургийн цомог: { $count } зураг
   *[other] Зургийн цомог: { $count } зураг
}
embed-show = { $host } дээрх агуулгыг харуулах
embed-note = Таныг дарах хүртэл { $host } хаягаас юу ч ачаалахгүй.
photo-show = Зургийг харуулах

## Мэдээ: төгсгөл
corrections-heading = { $count ->
    [one] Залруулга
   *[other] Залруулга
}
correction-dated = Залруулга, { $date }:
editor-line = Хянан тохиолдуулсан: { $name }
report-error = Алдаа олсон уу? Бидэнд мэдэгдээрэй.
topics = Сэдэв
coverage-box-all = Цувралыг бүхэлд нь харах
related = Холбоотой мэдээ
prev-next-label = Энэ цувралын бусад мэдээ
prev-in-coverage = “{ $coverage }” цувралын өмнөх мэдээ
next-in-coverage = “{ $coverage }” цувралын дараагийн мэдээ

## Хуваалцах, дагах
share = Хуваалцах
share-story = Мэдээг хуваалцах
share-copy = Холбоосыг хуулах
share-copied = Холбоосыг хууллаа
share-mail = Имэйл
share-code = QR код
# Энэ хувилбарт санал болгох сүлжээнүүд, дарааллаар: facebook x telegram whatsapp weibo line.
share-networks = facebook x
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
short-link-label = Богино холбоос
qr-story = Богино холбоосын QR код
qr-story-hint = Кодыг утсаараа уншуулж, мэдээг нээнэ үү.
follow = Биднийг дагаарай
follow-qr = QR код: { $network }, { $name }

## Цуврал
coverage = Цуврал
coverage-index-standfirst = Бидний тасралтгүй сурвалжилж буй үйл явдал, сэдвүүд. Цуврал бүр өөрийн хуудастай.
coverage-latest = Сүүлийн мэдээ: { $date }
key-moments = Гол үйл явдал
coverage-reports = Бүх мэдээ
order-label = Эрэмбэ
order-newest = Шинэ нь эхэндээ
order-oldest = Хуучин нь эхэндээ

## Архив, зохиогч, эх сурвалж, мэдээллийн хуудас
archive = Архив
archive-stories = { $count ->
    [0] Энэ өдөр мэдээ гараагүй.
    [one] { $count } мэдээ
   *[other] { $count } мэдээ
}
archive-days-label = Бусад өдөр
author-stories = { $name }: бүх мэдээ
source-stories = { $name }: бүх мэдээ
info-updated = Сүүлд өөрчилсөн: { $date }

## Хэл сонгох
choice-label = Хэлээ сонгоно уу
choice-read = Мэдээг монголоор унших

## Алдааны хуудас
error-400-title = Энэ хаягийг уншиж чадсангүй
error-400-text = Хаягийн зарим хэсэг буруу бичигдсэн байна. Сайт хэвийн ажиллаж байгаа тул хаягаа шалгах, эсвэл нүүр хуудаснаас эхлэх боломжтой.
error-405-title = Энэ хуудсыг зөвхөн уншиж болно
error-405-text = Энэ хаяг руу мэдээлэл илгээсэн боловч энд мэдээлэл хүлээж авдаггүй тул юу ч хадгалагдаагүй. Хаягийг дахин нээж унших, эсвэл нүүр хуудаснаас эхлэх боломжтой.
error-404-title = Ийм хуудас олдсонгүй
error-404-text = Хаягийг буруу бичсэн, эсвэл хуудас өөр тийш шилжсэн байж магадгүй:
error-410-title = Энэ мэдээг буцаан татсан
error-410-date = Буцаан татсан өдөр: { $date }.
error-410-reason = Шалтгаан: { $reason }
error-410-text = Манай сонин энэ мэдээг хүчингүйд тооцсон тул үүнээс иш татахгүй байхыг хүсье.
error-500-title = Манай талд алдаа гарлаа
error-500-text = Бидэнд энэ тухай мэдэгдсэн. Таны төхөөрөмж, сүлжээнд асуудал алга. Нэг минутын дараа дахин оролдоно уу.
error-503-title = Сайтад засвар хийж байна
error-503-text = Хэдэн минутын дараа хэвийн ажиллана. Түр хүлээгээд дахин оролдоно уу.
error-request-id = Бидэнд хандах бол энэ дугаарыг бичээрэй: { $id }
error-try-again = Дахин оролдох
error-home = Нүүр хуудас руу очих
other-editions = Бусад хэлээр

## Хөл
footer-sections = Бүх булан
footer-about = Сайтын тухай
feeds = RSS суваг
photos-off = Зураггүй үзэх
photos-on = Зурагтай үзэх
