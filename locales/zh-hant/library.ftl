### 圖片庫與編輯部各表單，繁體中文版。

## 圖片
menu-media = 圖片庫
credit = 署名
media-credit-hint = 可不填；填寫後用於本次選擇的所有圖片，之後也可逐張填寫。
media-files = 圖片
media-files-hint = 支援 JPEG、PNG 或 WebP，每張不超過 { $limit } MB。可一次選擇多張，也可拖放到此處。
media-upload = 上傳
media-photos = 圖片庫中的圖片
media-all = 全部
media-without-credit = 未署名
media-empty = 還沒有圖片。請在上方上傳第一張。
media-empty-filter = 所有圖片都已署名。
media-used = { $count ->
    [0] 未使用
   *[other] 用於 { $count } 篇稿件
}
media-no-credit = 未署名
media-newest = 最新圖片
media-older = 更早的圖片
media-back = 全部圖片
media-size = 原圖
media-added = 上傳時間
media-none-chosen = 請至少選擇一張圖片。
media-too-many-files = { $name } 及其後的檔案：一次最多上傳 { $count } 張圖片，其餘請稍後再傳。
media-unsupported = { $name }：不支援這種格式，請使用 JPEG、PNG 或 WebP。
media-misnamed = { $name }：檔案內容與檔名不符，請重新存成 JPEG、PNG 或 WebP。
media-too-many-bytes = { $name }：檔案超過 { $limit } MB，請縮小後再上傳。
media-too-many-pixels = { $name }：圖片尺寸為 { $size } 像素，超出上限，請縮小後再上傳。
media-damaged = { $name }：圖片已損壞，請重新存成 JPEG、PNG 或 WebP。
flash-photos-added = 已有 { $count } 張圖片存入圖片庫。
credit-hint = 圖片的作者，如「攝影者/機構」。各版本相同。
credit-missing = 已有署名的圖片不能去掉署名。
photo-alt = 替代文字
photo-alt-hint = 寫給看不到圖片的讀者：用一句話說明圖片內容。
photo-caption = 圖片說明
photo-uses = 使用情況
photo-uses-none = 尚未使用。
photo-use = 標題
edition-column = 版本
state-column = 狀態
use-draft = 草稿
use-scheduled = 定時發布
use-embargoed = 限時禁發
use-live = 已發布
use-withdrawn = 已撤稿
use-coverage = 專題
