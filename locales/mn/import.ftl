# The words of pages that `broadsheet import page` reads. Each message lists words that mean the
# same, parted by `|`; capital and small letters don't matter.

# The line of editions at the top, and the first of the crumbs: Нүүр > Хятад.
import-edition = Хэл | Хувилбар | Хэвлэл | Хэл сонгох
import-home = Нүүр | Нүүр хуудас | Эхлэл | Нүүр хуудас руу
# The last of the crumbs where it is no section.
import-crumb-end = Нийтлэл | Мэдээ | Дэлгэрэнгүй

# Labels between the headline and the body.
import-editor = Редактор | Хянасан | Хянан тохиолдуулсан | Хариуцлагатай редактор | Эрхлэгч | Засварласан
import-source = Эх сурвалж | Сурвалж
import-author = Зохиогч | Сурвалжлагч | Сэтгүүлч | Бичсэн
import-time = Цаг | Огноо | Нийтэлсэн | Нийтэлсэн огноо | Нийтлэгдсэн
import-coverage = Цуврал | Цуврал сурвалжлага | Бүрэн сурвалжлага | Тусгай сурвалжлага | Дэлгэрэнгүй сурвалжлага | Бүх мэдээ

# How else than in print a month and a day are written, with M and d for their numbers.
# In a time: 17 цаг 23 минут; words that say nothing of it; zones by their names.
import-day = M сарын d | M дугаар сарын d | M дүгээр сарын d | M-р сар d
import-hour-mark = цаг
import-minute-mark = минут | мин
import-before-noon = үдээс өмнө | өглөө | өглөөний
import-after-noon = үдээс хойш | орой | оройн
import-date-filler = өдөр | өдрийн | ны | ний | гараг | гарагийн
import-zones = Улаанбаатар = Asia/Ulaanbaatar | Улаанбаатарын цагаар = Asia/Ulaanbaatar | УБ = Asia/Ulaanbaatar | УБ-ын цагаар = Asia/Ulaanbaatar | Бээжин = Asia/Shanghai | Бээжингийн цагаар = Asia/Shanghai | Бээжингийн цаг = Asia/Shanghai

# How the name of an agency ends, where a dateline has place and agency without a gap.
import-agency-end = агентлаг

# What a photo's credit begins or ends with: Гэрэл зургийг Жан Дуо.
import-photo-credit = Гэрэл зургийг | Гэрэл зураг | Фото | Зураг | Зургийг

# The block of accounts at the end, by its heading or any of its lines.
import-follow = Биднийг дага | QR кодыг уншуул | Дагаарай
