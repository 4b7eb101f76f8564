# The words of pages that `broadsheet import page` reads. Each message lists words that mean the
# same, parted by `|`; capital and small letters don't matter.

# The line of editions at the top, and the first of the crumbs: 首页 > 中国.
import-edition = 版本 | 语言 | 语种 | 选择版本
import-home = 首页 | 主页 | 网站首页
# The last of the crumbs where it is no section.
import-crumb-end = 正文 | 文章 | 新闻正文

# Labels between the headline and the body.
import-editor = 编辑 | 责任编辑 | 责编 | 网络编辑
import-source = 来源 | 稿源 | 文章来源 | 新闻来源
import-author = 作者 | 记者 | 撰稿 | 文
import-time = 时间 | 发布时间 | 发表时间 | 日期 | 发布于
import-coverage = 专题 | 专题报道 | 全部报道 | 完整报道 | 相关专题 | 详细报道

# How else than in print a month and a day are written, with M and d for their numbers.
# In a time: 17时23分; words that say nothing of it; zones by their names.
import-day = M月d号
import-hour-mark = 时 | 点
import-minute-mark = 分
import-before-noon = 上午 | 早上 | 凌晨
import-after-noon = 下午 | 晚上 | 晚
import-date-filler = 于 | 周 | 星期
import-zones = 北京时间 = Asia/Shanghai | 乌兰巴托时间 = Asia/Ulaanbaatar | 乌兰巴托 = Asia/Ulaanbaatar | 格林尼治时间 = UTC | 世界协调时 = UTC

# How the name of an agency ends, where a dateline has place and agency without a gap.
import-agency-end = 通讯社 | 社 | 网 | 报 | 电台 | 电视台

# What a photo's credit begins or ends with: 新华社记者 张铎 摄.
import-photo-credit = 摄 | 摄影 | 供图 | 发 | 图片来源 | 资料图片

# The block of accounts at the end, by its heading or any of its lines.
import-follow = 关注我们 | 扫码关注 | 扫描二维码 | 扫一扫 | 欢迎关注
