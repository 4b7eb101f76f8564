### 图片库与编辑部各表单，简体中文版。

## 图片
menu-media = 图片库
credit = 署名
media-credit-hint = 可不填；填写后用于本次选择的所有图片，之后也可逐张填写。
media-files = 图片
media-files-hint = 支持 JPEG、PNG 或 WebP，每张不超过 { $limit } MB。可一次选择多张，也可拖放到此处。
media-upload = 上传
media-photos = 图片库中的图片
media-all = 全部
media-without-credit = 未署名
media-empty = 还没有图片。请在上方上传第一张。
media-empty-filter = 所有图片都已署名。
media-used = { $count ->
    [0] 未使用
   *[other] 用于 { $count } 篇稿件
}
media-no-credit = 未署名
media-newest = 最新图片
media-older = 更早的图片
media-back = 全部图片
media-size = 原图
media-added = 上传时间
media-none-chosen = 请至少选择一张图片。
media-too-many-files = { $name } 及其后的文件：一次最多上传 { $count } 张图片，其余请稍后再传。
media-unsupported = { $name }：不支持这种格式，请使用 JPEG、PNG 或 WebP。
media-misnamed = { $name }：文件内容与文件名不符，请重新存为 JPEG、PNG 或 WebP。
media-too-many-bytes = { $name }：文件超过 { $limit } MB，请缩小后再上传。
media-too-many-pixels = { $name }：图片尺寸为 { $size } 像素，超出上限，请缩小后再上传。
media-damaged = { $name }：图片已损坏，请重新存为 JPEG、PNG 或 WebP。
flash-photos-added = 已有 { $count } 张图片存入图片库。
credit-hint = 图片的作者，如“摄影者/机构”。各版本相同。
credit-missing = 已有署名的图片不能去掉署名。
photo-alt = 替代文字
photo-alt-hint = 写给看不到图片的读者：用一句话说明图片内容。
photo-caption = 图片说明
photo-uses = 使用情况
photo-uses-none = 尚未使用。
photo-use = 标题
edition-column = 版本
state-column = 状态
use-draft = 草稿
use-scheduled = 定时发布
use-embargoed = 限时禁发
use-live = 已发布
use-withdrawn = 已撤稿
use-coverage = 专题
