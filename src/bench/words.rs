//! Words for articles that read like reports: the same ones for the same number.
//!
//! Only their amount and their script matter to the benchmark.

use std::fmt::Write as _;

/// What one edition's articles are made of.
pub struct Language {
    /// Prefix of the edition.
    pub edition: &'static str,
    /// Its BCP 47 tag.
    pub tag: &'static str,
    /// The newspaper's name.
    pub newspaper: &'static str,
    /// Sections, in the order of the navigation.
    pub sections: [&'static str; 6],
    /// Authors' and editors' names.
    pub people: [&'static str; 8],
    /// Agencies and publications.
    pub sources: [&'static str; 4],
    /// Places, as datelines have them.
    pub places: [&'static str; 6],
    /// The few words above a headline.
    pub kickers: [&'static str; 4],
    /// Titles of the information pages, in their order.
    pub info_pages: [&'static str; 5],
    /// Subheads in a body.
    pub subheads: [&'static str; 6],
    subjects: [&'static str; 12],
    actions: [&'static str; 12],
    moments: [&'static str; 10],
    /// How the three stand in a sentence: `{s}`, `{a}` and `{m}`.
    order: [&'static str; 3],
    stop: &'static str,
    between: &'static str,
}

/// The four editions.
pub static LANGUAGES: [Language; 4] = [ENGLISH, SIMPLIFIED, TRADITIONAL, MONGOLIAN];

const ENGLISH: Language = Language {
    edition: "en",
    tag: "en",
    newspaper: "The Bench Post",
    sections: ["World", "China", "Business", "Technology", "Culture", "Sport"],
    people: [
        "Ada Reed",
        "Tom Fairlie",
        "Ines Holm",
        "Paul Ogden",
        "Mara Quill",
        "Joe Banks",
        "Edith Lowe",
        "Sam Carver",
    ],
    sources: ["Bench Wire", "North Agency", "Harbour Times", "The Bench Post"],
    places: ["LINDEN", "PORT ELM", "NORTHGATE", "ASHFORD", "LAKESIDE", "MILL HILL"],
    kickers: ["Analysis", "In brief", "Interview", "From the archive"],
    info_pages: ["About us", "Contact", "Corrections", "Privacy", "Accessibility"],
    subheads: [
        "What happens next",
        "A long wait",
        "The figures",
        "Voices from the street",
        "Who pays for it",
        "How it began",
    ],
    subjects: [
        "the harbour office",
        "a group of teachers",
        "the city’s oldest bakery",
        "the railway company",
        "three villages on the river",
        "the new council",
        "an engineer from the north",
        "the museum’s night guard",
        "farmers in the valley",
        "the national orchestra",
        "a court in the capital",
        "the women’s football team",
    ],
    actions: [
        "published figures that few had expected",
        "agreed to share the cost of the new bridge",
        "asked for more time to read the contract",
        "opened its doors to visitors again",
        "found a mistake in the old maps",
        "promised to plant twice as many trees",
        "returned the money within a week",
        "began work on the second line",
        "changed the rules for everybody under sixteen",
        "sold the last of the paper stock",
        "turned down an offer from abroad",
        "won a prize that had no name until then",
    ],
    moments: [
        "on Tuesday morning",
        "after a meeting of nearly five hours",
        "before the summer holidays",
        "for the third time this year",
        "while rain kept most people at home",
        "in front of several hundred listeners",
        "without a word to the press",
        "as the first trains were leaving",
        "to the surprise of its own members",
        "in spite of the cold",
    ],
    order: ["{s} {a} {m}", "{m}, {s} {a}", "{s} {a}"],
    stop: ".",
    between: " ",
};

const SIMPLIFIED: Language = Language {
    edition: "zh-hans",
    tag: "zh-Hans",
    newspaper: "标尺晚报",
    sections: ["国际", "中国", "财经", "科技", "文化", "体育"],
    people: ["李青禾", "王远帆", "赵小满", "陈知秋", "林牧之", "周念安", "吴声声", "郑可"],
    sources: ["标尺通讯社", "北方社", "港湾时报", "标尺晚报"],
    places: ["林登", "榆港", "北门", "灰滩", "湖畔", "磨坊山"],
    kickers: ["分析", "简讯", "专访", "旧报新读"],
    info_pages: ["关于我们", "联系我们", "更正", "隐私", "无障碍"],
    subheads: ["接下来会怎样", "漫长的等待", "几组数字", "街头的声音", "谁来付钱", "事情的开头"],
    subjects: [
        "港务局",
        "几位中学老师",
        "城里最老的面包店",
        "铁路公司",
        "河边的三个村子",
        "新一届议会",
        "一位北方来的工程师",
        "博物馆的夜班保安",
        "山谷里的农户",
        "国家交响乐团",
        "首都一家法院",
        "女子足球队",
    ],
    actions: [
        "公布了一组少有人料到的数字",
        "同意分担新桥的费用",
        "要求多给些时间细读合同",
        "重新向参观者敞开大门",
        "在旧地图上发现了一处错误",
        "答应把种树的数目翻一番",
        "一周之内退还了全部款项",
        "开始修建第二条线路",
        "修改了针对十六岁以下人群的规定",
        "卖掉了最后一批库存纸张",
        "婉拒了来自海外的报价",
        "拿到了一个此前没有名字的奖项",
    ],
    moments: [
        "周二上午",
        "在将近五个小时的会议之后",
        "赶在暑假之前",
        "今年第三次",
        "趁着雨天多数人留在家里",
        "当着几百名听众的面",
        "没有向媒体透露半句",
        "在头班列车出发的时候",
        "出乎自己成员的意料",
        "顶着寒风",
    ],
    order: ["{s}{m}{a}", "{m}，{s}{a}", "{s}{a}"],
    stop: "。",
    between: "",
};

const TRADITIONAL: Language = Language {
    edition: "zh-hant",
    tag: "zh-Hant",
    newspaper: "標尺晚報",
    sections: ["國際", "中國", "財經", "科技", "文化", "體育"],
    people: ["李青禾", "王遠帆", "趙小滿", "陳知秋", "林牧之", "周念安", "吳聲聲", "鄭可"],
    sources: ["標尺通訊社", "北方社", "港灣時報", "標尺晚報"],
    places: ["林登", "榆港", "北門", "灰灘", "湖畔", "磨坊山"],
    kickers: ["分析", "簡訊", "專訪", "舊報新讀"],
    info_pages: ["關於我們", "聯絡我們", "更正", "隱私", "無障礙"],
    subheads: ["接下來會怎樣", "漫長的等待", "幾組數字", "街頭的聲音", "誰來付錢", "事情的開頭"],
    subjects: [
        "港務局",
        "幾位中學老師",
        "城裡最老的麵包店",
        "鐵路公司",
        "河邊的三個村子",
        "新一屆議會",
        "一位北方來的工程師",
        "博物館的夜班警衛",
        "山谷裡的農戶",
        "國家交響樂團",
        "首都一家法院",
        "女子足球隊",
    ],
    actions: [
        "公布了一組少有人料到的數字",
        "同意分擔新橋的費用",
        "要求多給些時間細讀合約",
        "重新向參觀者敞開大門",
        "在舊地圖上發現了一處錯誤",
        "答應把種樹的數目翻一倍",
        "一週之內退還了全部款項",
        "開始修建第二條路線",
        "修改了針對十六歲以下人群的規定",
        "賣掉了最後一批庫存紙張",
        "婉拒了來自海外的報價",
        "拿到了一個此前沒有名字的獎項",
    ],
    moments: [
        "週二上午",
        "在將近五個小時的會議之後",
        "趕在暑假之前",
        "今年第三次",
        "趁著雨天多數人留在家裡",
        "當著幾百名聽眾的面",
        "沒有向媒體透露半句",
        "在頭班列車出發的時候",
        "出乎自己成員的意料",
        "頂著寒風",
    ],
    order: ["{s}{m}{a}", "{m}，{s}{a}", "{s}{a}"],
    stop: "。",
    between: "",
};

const MONGOLIAN: Language = Language {
    edition: "mn",
    tag: "mn",
    newspaper: "Хэмжүүр сонин",
    sections: ["Дэлхий", "Хятад", "Бизнес", "Технологи", "Соёл", "Спорт"],
    people: ["Б.Сараа", "Д.Төмөр", "Г.Номин", "Ц.Бат", "О.Энх", "Ж.Уянга", "С.Анар", "Н.Мөнх"],
    sources: ["Хэмжүүр агентлаг", "Хойд мэдээ", "Боомтын цаг", "Хэмжүүр сонин"],
    places: ["ЛИНДЕН", "ПОРТ ЭЛМ", "ХОЙД ХААЛГА", "ҮНСЭН ЭРЭГ", "НУУР", "ТЭЭРЭМ"],
    kickers: ["Шинжилгээ", "Товчхон", "Ярилцлага", "Архиваас"],
    info_pages: ["Бидний тухай", "Холбоо барих", "Залруулга", "Нууцлал", "Хүртээмж"],
    subheads: [
        "Дараа нь юу болох вэ",
        "Урт хүлээлт",
        "Тоо баримт",
        "Гудамжны дуу хоолой",
        "Хэн төлөх вэ",
        "Хэрхэн эхэлсэн бэ",
    ],
    subjects: [
        "боомтын захиргаа",
        "хэсэг багш нар",
        "хотын хамгийн эртний талхны газар",
        "төмөр замын компани",
        "голын эргийн гурван тосгон",
        "шинэ зөвлөл",
        "хойд нутгаас ирсэн инженер",
        "музейн шөнийн манаач",
        "хөндийн тариаланчид",
        "үндэсний найрал хөгжим",
        "нийслэлийн нэгэн шүүх",
        "эмэгтэй хөлбөмбөгийн баг",
    ],
    actions: [
        "цөөн хүний таамагласан тоог нийтлэв",
        "шинэ гүүрийн зардлыг хуваалцахаар тохиров",
        "гэрээг унших хугацаа сунгахыг хүсэв",
        "зочдод хаалгаа дахин нээв",
        "хуучин газрын зургаас алдаа олов",
        "хоёр дахин олон мод тарихаа амлав",
        "мөнгийг долоо хоногийн дотор буцаав",
        "хоёр дахь шугамын ажлыг эхлүүлэв",
        "арван зургаан нас хүрээгүй хүмүүсийн дүрмийг өөрчлөв",
        "сүүлчийн цаасаа зарж дуусгав",
        "гадаадын саналаас татгалзав",
        "урьд нь нэргүй байсан шагналыг хүртэв",
    ],
    moments: [
        "мягмар гарагийн өглөө",
        "таван цаг шахам үргэлжилсэн хурлын дараа",
        "зуны амралтаас өмнө",
        "энэ жил гурав дахь удаагаа",
        "бороотой өдөр",
        "хэдэн зуун сонсогчийн өмнө",
        "хэвлэлд нэг ч үг хэлэлгүй",
        "анхны галт тэрэг хөдлөх үед",
        "гишүүдээ ч гайхшруулан",
        "хүйтнийг үл тоон",
    ],
    order: ["{s} {m} {a}", "{m} {s} {a}", "{s} {a}"],
    stop: ".",
    between: " ",
};

impl Language {
    /// A sentence with its stop.
    pub fn sentence(&self, dice: &mut Dice) -> String {
        let sentence = self.clause(dice);
        format!("{}{}", capitalised(&sentence), self.stop)
    }

    /// A headline.
    pub fn headline(&self, dice: &mut Dice) -> String {
        capitalised(&self.clause(dice))
    }

    /// `sentences` sentences.
    pub fn paragraph(&self, dice: &mut Dice, sentences: usize) -> String {
        let sentences: Vec<String> = (0..sentences).map(|_| self.sentence(dice)).collect();
        sentences.join(self.between)
    }

    /// A body in Markdown with what bodies have: subheads, a quote, a link, sometimes a photo, a
    /// gallery, a box or a table. `picture` gives a number of the media library.
    pub fn body(&self, dice: &mut Dice, picture: impl Fn(&mut Dice) -> i64) -> String {
        let mut body = String::new();
        let paragraphs = 8 + dice.below(9);
        let extra = dice.below(8);
        for paragraph in 0..paragraphs {
            if paragraph > 0 && paragraph % 4 == 0 {
                let _ = write!(body, "## {}\n\n", dice.pick(&self.subheads));
            }
            let sentences = 3 + dice.below(3);
            let _ = write!(body, "{}", self.paragraph(dice, sentences));
            if paragraph == 2 {
                let _ = write!(body, "{}[{}](/{}/)", self.between, self.clause(dice), self.edition);
            }
            body.push_str("\n\n");
            if paragraph == 3 {
                self.block(&mut body, dice, extra, &picture);
            }
        }
        body
    }

    /// Half of the bodies have one of these.
    fn block(
        &self,
        body: &mut String,
        dice: &mut Dice,
        kind: usize,
        picture: &impl Fn(&mut Dice) -> i64,
    ) {
        let photo = |dice: &mut Dice| {
            format!("media: {} | {} | {}\n", picture(dice), self.sentence(dice), self.clause(dice))
        };
        let block = match kind {
            0 => {
                let photos: String = (0..4).map(|_| photo(dice)).collect();
                format!("```gallery\n{photos}```\n\n")
            }
            1 => format!("```photo\nmedia: {}\n```\n\n", picture(dice)),
            2 => {
                let by = dice.pick(&self.people);
                format!("```quote\nby: {by}\n{}\n```\n\n", self.sentence(dice))
            }
            3 => {
                let title = dice.pick(&self.subheads);
                format!("```fact\ntitle: {title}\n{}\n```\n\n", self.paragraph(dice, 3))
            }
            _ => return,
        };
        body.push_str(&block);
    }

    fn clause(&self, dice: &mut Dice) -> String {
        dice.pick(&self.order)
            .replace("{s}", dice.pick(&self.subjects))
            .replace("{a}", dice.pick(&self.actions))
            .replace("{m}", dice.pick(&self.moments))
    }
}

fn capitalised(text: &str) -> String {
    let mut characters = text.chars();
    let first = characters.next().map(|first| first.to_uppercase().to_string());
    first.unwrap_or_default() + characters.as_str()
}

/// Numbers that look random and are the same every time (SplitMix64).
pub struct Dice(u64);

impl Dice {
    /// Another row for every seed.
    pub fn new(seed: u64) -> Dice {
        Dice(seed)
    }

    /// From 0 to `bound` - 1.
    pub fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut number = self.0;
        number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (number ^ (number >> 31)) as usize % bound
    }

    /// One time in `times`.
    pub fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    /// One of them.
    pub fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.below(from.len())]
    }
}
