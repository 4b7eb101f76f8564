### 讀者頁面，繁體中文版。
### 日期與時間已依本版時區寫好再傳入；分類、專題、人名與報名均為資料。

## 文件與跳轉連結
page-title = { $title }｜{ $site }
skip-to-story = 跳到內文
skip-to-content = 跳到主要內容
skip-to-nav = 跳到分類導覽
skip-past = 略過：{ $block }

## 版本列
edition-bar-label = 語言版本
edition-home-suffix = 首頁
edition-offer = 閱讀繁體中文版
edition-offer-close = 不再顯示

## 閱讀設定（僅在有指令碼時出現）
controls-label = 閱讀設定
text-size = 字級：{ $percent }%
theme-system = 配色：依系統設定
theme-light = 配色：淺色
theme-dark = 配色：深色

## 報頭、導覽、路徑
nav-label = 分類
nav-more = 更多
crumbs-label = 目前位置
home = 首頁

## 切換版本後的提示
notice-story-missing = 這則報導尚無{ $edition }版。
notice-coverage-missing = 這個專題尚無{ $edition }版。
notice-section-missing = 這個分類尚無{ $edition }版。
notice-read-original = 閱讀{ $edition }版
notice-follow-coverage = 追蹤專題：{ $coverage }

## 首頁與分類頁
breaking = 快訊
latest = 最新消息
latest-more = 今日所有報導
latest-more-of-day = { $day }所有報導
top-stories = 要聞
also-in-coverage = 相關報導
full-coverage = 專題報導
full-coverage-label = 專題：
coverage-all = 所有專題
section-coverage = 本分類專題：
photos = 影像
feed = 訂閱
feed-of = 訂閱：{ $name }
list-empty = 這裡還沒有報導。

## 列表與換頁
pager-label = 換頁
pager-newer = 較新
pager-older = 較舊
list-page-title = { $name }（{ $days }）
day-span = { $first }至{ $last }

## 文章：署名與時間
editor-by = 編輯：{ $name }
source-label = 來源：
author-label = 撰文：
reading-time = { $minutes ->
   *[other] 閱讀約{ $minutes }分鐘
}
time-updated = 更新於{ $time }
time-corrected = 更正於{ $date }

## 文章：內文
gallery-label = { $count ->
   *[other] 組圖：{ $count }張
}
embed-show = 顯示來自{ $host }的內容
embed-note = 在您點選之前，不會從{ $host }載入任何內容。
photo-show = 顯示圖片

## 文章：文末
corrections-heading = { $count ->
   *[other] 更正
}
correction-dated = { $date }更正：
editor-line = 責任編輯：{ $name }
report-error = 發現錯誤？請告訴我們。
topics = 話題
coverage-box-all = 看完整專題
related = 相關報導
prev-next-label = 本專題其他報導
prev-in-coverage = 「{ $coverage }」上一則
next-in-coverage = 「{ $coverage }」下一則

## 分享與追蹤
share = 分享
share-story = 分享這則報導
share-copy = 複製連結
share-copied = 已複製連結
share-mail = 電子郵件
share-code = QR Code
# 本版提供的分享平臺代碼，依序：facebook x telegram whatsapp weibo line。
share-networks = facebook line
# Networks as their users write them; one that is missing here is printed as its key.
network-bilibili = 嗶哩嗶哩
network-bluesky = Bluesky
network-douyin = 抖音
network-facebook = Facebook
network-instagram = Instagram
network-line = LINE
network-linkedin = LinkedIn
network-mastodon = Mastodon
network-telegram = Telegram
network-threads = Threads
network-tiktok = TikTok
network-wechat = 微信
network-weibo = 微博
network-whatsapp = WhatsApp
network-x = X
network-xiaohongshu = 小紅書
network-youtube = YouTube
short-link-label = 短網址
qr-story = 短網址QR Code
qr-story-hint = 用手機掃描，就能開啟或轉傳這則報導。
follow = 追蹤我們
follow-qr = QR Code：{ $network }「{ $name }」

## 專題
coverage = 專題
coverage-index-standfirst = 我們持續追蹤的事件與議題，一個專題一頁。
coverage-latest = 最新報導：{ $date }
key-moments = 關鍵時刻
coverage-reports = 所有報導
order-label = 排序
order-newest = 由新到舊
order-oldest = 由舊到新

## 歷史存檔、作者、來源、說明頁
archive = 過往報導
archive-stories = { $count ->
    [0] 這一天沒有刊出報導。
   *[other] 共{ $count }則報導
}
archive-days-label = 其他日期
author-stories = { $name }的報導
source-stories = 來自{ $name }的報導
info-updated = 最後修改：{ $date }

## 選擇版本
choice-label = 選擇語言版本
choice-read = 用繁體中文讀新聞

## 錯誤頁
error-400-title = 無法辨識這個網址
error-400-text = 網址中有些內容不符合格式。網站沒有故障，請檢查網址，或從首頁開始瀏覽。
error-405-title = 這個頁面只供閱讀
error-405-text = 剛才有內容傳送到這個網址，但這裡不接收內容，因此什麼也沒有儲存。請重新開啟網址閱讀，或從首頁開始瀏覽。
error-404-title = 找不到這個頁面
error-404-text = 網址可能輸入有誤，頁面也可能已經移動：
error-410-title = 這則報導已撤回
error-410-date = 撤回日期：{ $date }。
error-410-reason = 原因：{ $reason }
error-410-text = 本報不再刊載此文，請勿引用。
error-500-title = 我們的網站出了點問題
error-500-text = 我們已接獲通知。您的裝置和網路沒有問題，請過一分鐘再試。
error-503-title = 網站維護中
error-503-text = 幾分鐘後就會恢復，請稍後再試。
error-request-id = 若要聯絡我們，請註明編號：{ $id }
error-try-again = 再試一次
error-home = 回到首頁
other-editions = 其他版本

## 頁尾
footer-sections = 所有分類
footer-about = 關於本站
feeds = 訂閱來源
photos-off = 無圖瀏覽
photos-on = 有圖瀏覽
