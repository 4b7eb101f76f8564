### 採編後台，繁體中文版。語言由各人自選，與所編輯的版本無關。
### 日期與時間已寫好再傳入；姓名、電子郵件與版本名稱均為資料。

## 框架
admin-name = Broadsheet 採編後台
menu-label = 採編後台
menu-dashboard = 工作台
sign-out = 登出
list-separator = 、
every-edition = 所有版本
on = 已開啟
off = 未開啟
to-dashboard = 前往工作台
title-refused = 請檢查：{ $title }
form-problems = 尚未儲存，請檢查：

## 角色
role-reporter = 記者
role-editor = 編輯
role-chief = 主編
role-admin = 管理員
role-in-edition = { $role }（{ $edition }）
roles = 角色
roles-none = 尚無。請主編為您指派角色。

## 登入
sign-in-title = 登入
sign-in = 登入
sign-in-help = 忘記密碼？管理員或本版主編可以給您一個連結。
sign-in-wrong = { $tries ->
    [0] 電子郵件與密碼不符。請等待 10 分鐘後再試。
   *[other] 電子郵件與密碼不符。還可再試 { $tries } 次，之後須等待 10 分鐘。
}
sign-in-paused = 嘗試次數過多，請在 { $time } 之後再試。
email = 電子郵件
password = 密碼
code-title = 輸入驗證碼
code = 驗證碼
code-hint = 驗證器應用程式目前顯示的六位數字，或您的一組復原碼。
code-wrong = { $tries ->
    [0] 驗證碼不正確。請等待 10 分鐘後再試。
   *[other] 驗證碼不正確。還可再試 { $tries } 次，之後須等待 10 分鐘。
}
start-again = 重新開始

## 帳號
name = 姓名
name-hint = 同事對您的稱呼。
name-missing = 請填寫姓名。
email-bad = 請填寫電子郵件地址，例如 name@example.org。
password-hint = 至少 12 個字元。連著寫幾個詞，既好記又難猜。
password-too-short = 密碼至少需要 12 個字元。
password-too-long = 密碼太長了。170 個字元以內一定可以。
password-too-easy = 這個密碼太容易猜到，請用幾個不同的詞。
second-step = 兩步驟驗證
setup-title = 建立第一個管理員帳號
setup-text = 目前還沒有人能登入。此頁只能使用一次，僅供啟動本站的您使用。
setup-button = 建立帳號

## 工作台
dashboard-you = 您的帳號
dashboard-sites = 您所在版本的讀者頁面

## 遇到問題時
signed-out-title = 您已登出
signed-out-text = 登入已逾時，內容未儲存。請登入後返回上一頁，重新送出表單。
step-up-title = 請確認是您本人
step-up-text = 此操作不易復原，因此需要再次輸入密碼。
denied-title = 您沒有此項權限
denied-editions = 您只能編輯{ $editions }。如需權限，請聯絡該版主編。
denied-role = 此操作需要「{ $role }」角色。如需權限，請聯絡該版主編。
forged-title = 無法接受此表單
forged-text = 它不是由本瀏覽器在此開啟的頁面送出的，或者頁面已過期。沒有任何變更。請返回上一頁，重新整理後再送出。
too-large-title = 內容過大
too-large-text = 表單內容超出了一次可接收的上限。沒有任何變更。
missing-title = 這裡沒有內容
missing-text = 網址可能輸入有誤，或者原有內容已不存在。
unavailable-title = 無法連線至資料庫
unavailable-text = 沒有任何變更。請過一分鐘再試。
broken-title = 系統出了點問題
broken-text = 我們已收到通知。上一次變更是否已儲存，重新開啟即可看到。
unreadable-title = 無法辨識此請求
unreadable-text = 其中有些內容不符合格式。沒有任何變更。
