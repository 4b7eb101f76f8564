//! Accounts to follow: the block at the end of a page.

use url::Url;

use super::ImportError;
use super::header::shortened;
use super::parse::{Line, Problem};
use super::words::{Words, fold, stands_alone};
use crate::model::site::FollowAccount;

/// An account that the operator named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// The network as the operator wrote it.
    pub network: String,
    /// Where it is.
    pub url: String,
}

/// A network that pages may name.
#[derive(Debug, Clone)]
pub struct Network {
    /// As settings have it.
    pub key: String,
    /// As it is written in texts; short ones with these capitals only.
    names: Vec<String>,
    /// Its own page, for want of an account.
    home: String,
    /// What comes before the name of an account; empty where names don't make addresses.
    accounts: String,
    /// What the operator said.
    given: Option<String>,
}

/// An account that a page asks to follow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    pub line: usize,
    /// The network as the page writes it.
    pub network: String,
    pub account: FollowAccount,
    /// Whether the address is only the network's.
    pub is_guess: bool,
}

/// Key, names parted by `|`, the network's page, what comes before an account's name.
const NETWORKS: [(&str, &str, &str, &str); 31] = [
    ("instagram", "Instagram", "https://www.instagram.com/", "https://www.instagram.com/"),
    ("facebook", "Facebook", "https://www.facebook.com/", "https://www.facebook.com/"),
    ("x", "Twitter|X", "https://x.com/", "https://x.com/"),
    ("youtube", "YouTube", "https://www.youtube.com/", "https://www.youtube.com/@"),
    ("wechat", "WeChat|Weixin|微信", "https://weixin.qq.com/", ""),
    ("weibo", "Weibo|微博", "https://weibo.com/", "https://weibo.com/"),
    ("tiktok", "TikTok", "https://www.tiktok.com/", "https://www.tiktok.com/@"),
    ("douyin", "Douyin|抖音", "https://www.douyin.com/", ""),
    ("kuaishou", "Kuaishou|快手", "https://www.kuaishou.com/", ""),
    ("xiaohongshu", "Xiaohongshu|RedNote|小红书|小紅書", "https://www.xiaohongshu.com/", ""),
    ("bilibili", "Bilibili|哔哩哔哩|嗶哩嗶哩|B站", "https://www.bilibili.com/", ""),
    ("toutiao", "Toutiao|今日头条|今日頭條|头条号", "https://www.toutiao.com/", ""),
    ("zhihu", "Zhihu|知乎", "https://www.zhihu.com/", ""),
    ("qq", "QQ", "https://im.qq.com/", ""),
    ("telegram", "Telegram", "https://telegram.org/", "https://t.me/"),
    ("whatsapp", "WhatsApp", "https://www.whatsapp.com/", ""),
    ("line", "LINE", "https://line.me/", ""),
    ("viber", "Viber", "https://www.viber.com/", ""),
    ("kakaotalk", "KakaoTalk", "https://www.kakaocorp.com/", ""),
    ("linkedin", "LinkedIn|领英|領英", "https://www.linkedin.com/", ""),
    ("threads", "Threads", "https://www.threads.net/", "https://www.threads.net/@"),
    ("mastodon", "Mastodon", "https://joinmastodon.org/", ""),
    ("bluesky", "Bluesky", "https://bsky.app/", "https://bsky.app/profile/"),
    ("vk", "VKontakte|ВКонтакте|VK", "https://vk.com/", "https://vk.com/"),
    ("ok", "Odnoklassniki|Одноклассники", "https://ok.ru/", ""),
    ("pinterest", "Pinterest", "https://www.pinterest.com/", "https://www.pinterest.com/"),
    ("reddit", "Reddit", "https://www.reddit.com/", "https://www.reddit.com/user/"),
    ("snapchat", "Snapchat", "https://www.snapchat.com/", "https://www.snapchat.com/add/"),
    ("flickr", "Flickr", "https://www.flickr.com/", ""),
    ("tumblr", "Tumblr", "https://www.tumblr.com/", "https://www.tumblr.com/"),
    ("googleplus", "Google+|Google Plus", "https://about.google/", ""),
];

const MAX_HEADING_CELLS: usize = 80;

/// The accounts that the operator named, or which of their addresses is none.
pub fn given(accounts: &[(String, String)]) -> Result<Vec<Account>, ImportError> {
    let account = |(network, address): &(String, String)| {
        let url = Url::parse(address.trim()).ok();
        let url = url.filter(|url| matches!(url.scheme(), "https" | "http") && url.has_host());
        let url = url.ok_or_else(|| ImportError::BadAccount { address: address.clone() })?;
        Ok(Account { network: network.trim().to_owned(), url: url.to_string() })
    };
    accounts.iter().map(account).collect()
}

impl Network {
    /// The networks that are known: the usual ones and those of `accounts`.
    pub fn all(accounts: &[Account]) -> Vec<Network> {
        let mut all: Vec<Network> = NETWORKS
            .iter()
            .map(|(key, names, home, accounts)| Network {
                key: (*key).to_owned(),
                names: names.split('|').map(str::to_owned).collect(),
                home: (*home).to_owned(),
                accounts: (*accounts).to_owned(),
                given: None,
            })
            .collect();
        for account in accounts {
            let name = fold(&account.network);
            let known = all.iter_mut().find(|network| {
                network.key == name || network.names.iter().any(|known| fold(known) == name)
            });
            match known {
                Some(network) => network.given = Some(account.url.clone()),
                None => all.push(Network {
                    key: crate::text::slug(&account.network, "en"),
                    names: vec![account.network.clone()],
                    home: account.url.clone(),
                    accounts: String::new(),
                    given: Some(account.url.clone()),
                }),
            }
        }
        all
    }

    /// The account that the operator gave for this network.
    pub fn given_account(&self) -> Option<FollowAccount> {
        let url = self.given.clone()?;
        Some(FollowAccount { network: self.key.clone(), name: name_of(&url, &self.names[0]), url })
    }

    /// Where one of its names stands in `text`, in bytes.
    fn find(&self, text: &str) -> Option<(usize, usize)> {
        self.names.iter().filter_map(|name| find_name(text, name)).min()
    }

    fn wanted(&self, line: &Line<'_>, name: &str) -> Wanted {
        let wanted = |account: String, url: String, is_guess| Wanted {
            line: line.number,
            network: name.to_owned(),
            account: FollowAccount { network: self.key.clone(), name: account, url },
            is_guess,
        };
        if let Some(account) = self.given_account() {
            return wanted(account.name, account.url, false);
        }
        let address = line.text.split_whitespace().find_map(|word| {
            let word = word.trim_matches(['(', ')', ',', '，', '（', '）', '<', '>']);
            let url = Url::parse(word).ok()?;
            matches!(url.scheme(), "https" | "http").then(|| url.to_string())
        });
        if let Some(url) = address {
            return wanted(name_of(&url, name), url, false);
        }
        let handle = line.text.split_once('@').map(|(_, handle)| {
            let is_part = |letter: char| letter.is_alphanumeric() || "._-".contains(letter);
            let end = handle.find(|letter: char| !is_part(letter)).unwrap_or(handle.len());
            handle[..end].trim_end_matches('.')
        });
        match handle.filter(|handle| !handle.is_empty()) {
            Some(handle) if !self.accounts.is_empty() => {
                let url = Url::parse(&format!("{}{handle}", self.accounts));
                let url = url.map_or_else(|_| self.home.clone(), |url| url.to_string());
                wanted(format!("@{handle}"), url, false)
            }
            Some(handle) => wanted(format!("@{handle}"), self.home.clone(), true),
            None => wanted(host_of(&self.home), self.home.clone(), true),
        }
    }
}

/// Where the block of accounts begins in `lines`.
pub fn find_start(lines: &[Line<'_>], words: &Words) -> Option<usize> {
    lines.iter().position(|line| {
        let (text, is_item) = without_bullet(line.text);
        if crate::text::cells(text) > MAX_HEADING_CELLS || !words.follow.is_in(text) {
            return false;
        }
        let folded = fold(text);
        let is_heading = words.follow.iter().any(|word| folded.starts_with(word));
        let is_sentence = text.ends_with(['.', '。', '!', '！']) && !is_item;
        let names_one = || words.networks.iter().any(|network| network.find(text).is_some());
        is_heading && !is_sentence || (is_heading || is_item) && names_one()
    })
}

/// The accounts in the block that `lines` are, each network once.
pub fn read(lines: &[Line<'_>], words: &Words) -> Result<Vec<Wanted>, Problem> {
    let mut all: Vec<Wanted> = Vec::new();
    for line in lines {
        let (text, is_item) = without_bullet(line.text);
        let mut found: Vec<(usize, usize, &Network)> = words
            .networks
            .iter()
            .filter_map(|network| network.find(text).map(|(start, end)| (start, end, network)))
            .collect();
        found.sort_by_key(|(start, ..)| *start);
        if found.is_empty() && (is_item || !words.follow.is_in(text)) {
            let problem = format!(
                "`{}` stands among the accounts to follow and names no network that is known \
                 here; say where it is with --account NAME=https://…, or take the line out",
                shortened(text)
            );
            return Err(Problem::at(line.number, problem));
        }
        for (start, end, network) in found {
            if all.iter().all(|wanted| wanted.account.network != network.key) {
                all.push(network.wanted(line, &text[start..end]));
            }
        }
    }
    Ok(all)
}

/// `text` without the mark of a list item, and whether it had one.
pub fn without_bullet(text: &str) -> (&str, bool) {
    let rest =
        text.trim().trim_start_matches(['•', '·', '◦', '‣', '▪', '●', '○', '■', '◆', '*', '・']);
    let is_item = rest.len() < text.trim().len();
    (rest.trim(), is_item)
}

/// A name as a word by itself; names of up to four letters in these capitals only.
fn find_name(text: &str, name: &str) -> Option<(usize, usize)> {
    let is_short = name.is_ascii() && name.len() <= 4;
    let (haystack, needle) = match is_short {
        true => (text.to_owned(), name.to_owned()),
        // Case by ASCII only, so that places stay places.
        false => (text.to_ascii_lowercase(), name.to_ascii_lowercase()),
    };
    let mut places = haystack.match_indices(&needle).map(|(at, _)| (at, at + needle.len()));
    places.find(|(start, end)| stands_alone(text, *start, *end))
}

/// Where an address leads, in as few letters as say it: `instagram.com`.
fn host_of(url: &str) -> String {
    let url = Url::parse(url).ok();
    let host = url.as_ref().and_then(Url::host_str).unwrap_or_default();
    host.strip_prefix("www.").unwrap_or(host).to_owned()
}

/// What an address calls its account: the end of its path.
fn name_of(url: &str, network: &str) -> String {
    let path = Url::parse(url).ok().and_then(|url| {
        let last = url.path_segments()?.rfind(|part| !part.is_empty())?.to_owned();
        Some(last)
    });
    match path {
        Some(name) if name.is_ascii() => format!("@{}", name.trim_start_matches('@')),
        _ => network.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse::tests::words;
    use super::*;

    fn wanted(
        prefix: &str,
        lines: &[&str],
    ) -> Result<Vec<(String, String, String, bool)>, Problem> {
        let lines: Vec<Line> =
            lines.iter().zip(1..).map(|(text, number)| Line { number, text }).collect();
        assert_eq!(find_start(&lines, &words(prefix)), Some(0), "{lines:?}");
        let all = read(&lines, &words(prefix))?;
        Ok(all
            .into_iter()
            .map(|one| (one.account.network, one.account.name, one.account.url, one.is_guess))
            .collect())
    }

    fn keys(prefix: &str, lines: &[&str]) -> Vec<String> {
        wanted(prefix, lines).unwrap().into_iter().map(|(key, ..)| key).collect()
    }

    #[test]
    fn networks_are_found_in_every_edition() {
        let english = [
            "Follow us on",
            "• Please scan the QR Code to follow us on Instagram",
            "• Please scan the QR Code to follow us on Wechat",
        ];
        assert_eq!(keys("en", &english), ["instagram", "wechat"]);
        assert_eq!(
            keys("en", &["Follow us on Facebook, X and YouTube"]),
            ["facebook", "x", "youtube"]
        );
        assert_eq!(
            keys("zh-hans", &["关注我们", "• 扫描二维码，关注我们的微信", "• 新浪微博"]),
            ["wechat", "weibo"]
        );
        assert_eq!(keys("zh-hant", &["關注我們：", "• 掃描二維碼追蹤LINE"]), ["line"]);
        assert_eq!(
            keys("mn", &["Биднийг дагаарай", "• QR кодыг уншуулж Instagram-д дагаарай"]),
            ["instagram"]
        );
    }

    #[test]
    fn an_account_leads_to_what_the_page_says() {
        let all = wanted(
            "en",
            &["Follow us", "Instagram: @xinhua.news", "WeChat", "https://t.me/xinhua Telegram"],
        )
        .unwrap();
        let is = |name: &str, url: &str, guess| (name.to_owned(), url.to_owned(), guess);
        let all: Vec<_> = all.into_iter().map(|(_, name, url, guess)| (name, url, guess)).collect();
        assert_eq!(
            all,
            [
                is("@xinhua.news", "https://www.instagram.com/xinhua.news", false),
                is("weixin.qq.com", "https://weixin.qq.com/", true),
                is("@xinhua", "https://t.me/xinhua", false),
            ]
        );
    }

    #[test]
    fn a_network_that_nobody_knows_is_named_with_its_line() {
        let problem =
            wanted("en", &["Follow us on", "• Scan the QR Code for Gazetteer"]).unwrap_err();
        assert_eq!(problem.line, Some(2));
        assert!(problem.text.starts_with("`Scan the QR Code for Gazetteer` stands among"));
        let known =
            Network::all(&given(&[("Gazetteer".into(), "https://g.example/a".into())]).unwrap());
        assert_eq!(known.last().unwrap().key, "gazetteer");
        assert!(given(&[("x".into(), "javascript:alert(1)".into())]).is_err());
    }
}
