### Зургийн сан ба редакцын маягтууд, монгол хэлээр.

## Зураг
menu-media = Зургийн сан
credit = Зургийн эх сурвалж
media-credit-hint = Заавал биш; одоо сонгосон бүх зурагт хамаарна. Дараа нь зураг бүрд тус тусад нь бичиж болно.
media-files = Зургууд
media-files-hint = JPEG, PNG эсвэл WebP, тус бүр { $limit } МБ хүртэл. Хэд хэдийг зэрэг сонгох, эсвэл энд чирж тавьж болно.
media-upload = Байршуулах
media-photos = Сан дахь зургууд
media-all = Бүгд
media-without-credit = Эх сурвалжгүй
media-empty = Одоогоор зураг алга. Эхний зургаа дээр байршуулна уу.
media-empty-filter = Бүх зураг эх сурвалжтай байна.
media-used = { $count ->
    [0] Ашиглаагүй
   *[other] { $count } нийтлэлд ашигласан
}
media-no-credit = Эх сурвалжгүй
media-newest = Хамгийн сүүлийн зургууд
media-older = Өмнөх зургууд
media-back = Бүх зураг
media-size = Эх файл
media-added = Нэмсэн
media-none-chosen = Дор хаяж нэг зураг сонгоно уу.
media-too-many-files = { $name } болон түүний дараах файлууд: нэг удаад { $count } хүртэл зураг авна. Үлдсэнийг дараа нь байршуулна уу.
media-unsupported = { $name }: энэ форматыг дэмждэггүй. JPEG, PNG эсвэл WebP ашиглана уу.
media-misnamed = { $name }: файлын агуулга нэртэйгээ таарахгүй байна. JPEG, PNG эсвэл WebP болгон дахин хадгална уу.
media-too-many-bytes = { $name }: файл { $limit } МБ-аас том байна. Багасгаж хадгална уу.
media-too-many-pixels = { $name }: зураг { $size } пиксел буюу зөвшөөрөх хэмжээнээс том байна. Багасгаж хадгална уу.
media-damaged = { $name }: зураг гэмтсэн байна. JPEG, PNG эсвэл WebP болгон дахин хадгална уу.
flash-photos-added = Санд орсон зураг: { $count }.
credit-hint = Хэнийг дурдах вэ: гэрэл зурагчин/агентлаг. Бүх хувилбарт ижил.
credit-missing = Эх сурвалжтай байсан зургийг эх сурвалжгүй болгож болохгүй.
photo-alt = Тайлбар бичвэр
photo-alt-hint = Зургийг харах боломжгүй хүнд зориулж, юу дүрсэлснийг нэг өгүүлбэрээр бичнэ.
photo-caption = Зургийн тайлбар
photo-uses = Хаана ашигласан
photo-uses-none = Одоогоор хаана ч ашиглаагүй.
photo-use = Гарчиг
edition-column = Хувилбар
state-column = Төлөв
use-draft = Ноорог
use-scheduled = Товлосон
use-embargoed = Эмбарготой
use-live = Нийтлэгдсэн
use-withdrawn = Буцаан татсан
use-coverage = Цуврал
