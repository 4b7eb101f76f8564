# The words of pages that `broadsheet import page` reads. Each message lists words that mean the
# same, parted by `|`; capital and small letters don't matter.

# The line of editions at the top, and the first of the crumbs: 首頁 > 中國.
import-edition = 版本 | 語言 | 語種 | 選擇版本
import-home = 首頁 | 主頁 | 網站首頁
# The last of the crumbs where it is no section.
import-crumb-end = 正文 | 文章 | 內文 | 新聞正文

# Labels between the headline and the body.
import-editor = 編輯 | 責任編輯 | 責編 | 網路編輯
import-source = 來源 | 稿源 | 文章來源 | 新聞來源
import-author = 作者 | 記者 | 撰稿 | 文
import-time = 時間 | 發布時間 | 發佈時間 | 發表時間 | 日期 | 發布於
import-coverage = 專題 | 專題報導 | 專題報道 | 全部報導 | 完整報導 | 相關專題 | 詳細報導

# How else than in print a month and a day are written, with M and d for their numbers.
# In a time: 17時23分; words that say nothing of it; zones by their names.
import-day = M月d號
import-hour-mark = 時 | 點
import-minute-mark = 分
import-before-noon = 上午 | 早上 | 凌晨
import-after-noon = 下午 | 晚上 | 晚
import-date-filler = 於 | 週 | 星期
import-zones = 北京時間 = Asia/Shanghai | 台北時間 = Asia/Taipei | 臺北時間 = Asia/Taipei | 香港時間 = Asia/Hong_Kong | 烏蘭巴托時間 = Asia/Ulaanbaatar | 烏蘭巴托 = Asia/Ulaanbaatar | 格林威治時間 = UTC

# How the name of an agency ends, where a dateline has place and agency without a gap.
import-agency-end = 通訊社 | 社 | 網 | 報 | 電台 | 電視台

# What a photo's credit begins or ends with: 新華社記者 張鐸 攝.
import-photo-credit = 攝 | 攝影 | 供圖 | 發 | 圖片來源 | 資料圖片

# The block of accounts at the end, by its heading or any of its lines.
import-follow = 關注我們 | 追蹤我們 | 掃碼關注 | 掃描二維碼 | 掃描 QR Code | 掃一掃 | 歡迎關注
