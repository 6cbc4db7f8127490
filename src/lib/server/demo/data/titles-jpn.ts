/** Works written in Japanese, and films. Columns and codes: see title-rows.ts. */
export const JAPANESE = `
吾輩は猫である|夏目漱石|1905|a|F|ani hum
坊っちゃん|夏目漱石|1906|y|F|sch hum
草枕|夏目漱石|1906|a|F|art tra
三四郎|夏目漱石|1908|a|F|gro
こころ|夏目漱石|1914|a|F|fri
羅生門|芥川龍之介|1915|y|F|sho
鼻|芥川龍之介|1916|y|F|sho hum
蜘蛛の糸|芥川龍之介|1918|l|F|sho rel
注文の多い料理店|宮沢賢治|1924|c|F|sho foo
銀河鉄道の夜|宮沢賢治|1934|l|F|ast fri
風の又三郎|宮沢賢治|1934|l|F|sch fan
伊豆の踊子|川端康成|1926|a|F|tra lov
雪国|川端康成|1937|a|F|lov
山椒魚|井伏鱒二|1929|y|F|ani sho
黒い雨|井伏鱒二|1966|a|F|war
ごん狐|新美南吉|1932|c|F|ani
手袋を買いに|新美南吉|1943|p|E|ani fam
君たちはどう生きるか|吉野源三郎|1937|y|F|phi gro
走れメロス|太宰治|1940|y|F|fri
斜陽|太宰治|1947|a|F|fam
人間失格|太宰治|1948|a|F|cla
二十四の瞳|壺井栄|1952|l|F|sch war
潮騒|三島由紀夫|1954|a|F|sea lov
金閣寺|三島由紀夫|1956|a|F|art rel
いやいやえん|中川李枝子|1962|s|F|sch
ぐりとぐら|中川李枝子|1963|p|E|ani foo
砂の女|安部公房|1962|a|F|sur
時をかける少女|筒井康隆|1967|y|F|sfi sch
火垂るの墓|野坂昭如|1967|y|F|war fam
はだしのゲン|中沢啓治|1973|l|741.5|war|f:graphic-novel
窓ぎわのトットちゃん|黒柳徹子|1981|l|370 B|sch bio
羊をめぐる冒険|村上春樹|1982|a|F|adv
ノルウェイの森|村上春樹|1987|a|F|lov|a:17-18
海辺のカフカ|村上春樹|2002|a|F|fan
風の谷のナウシカ|宮崎駿|1984|l|DVD|env fan|f:dvd
となりのトトロ|宮崎駿|1988|c|DVD|fan nat|f:dvd
千と千尋の神隠し|宮崎駿|2001|c|DVD|fan cou|f:dvd
魔女の宅急便|角野栄子|1985|c|F|mag gro
キッチン|吉本ばなな|1988|a|F|foo dea
精霊の守り人|上橋菜穂子|1996|l|F|fan adv|s:守り人#1
獣の奏者|上橋菜穂子|2006|l|F|fan ani
五体不満足|乙武洋匡|1998|n|916 B|bio dis
博士の愛した数式|小川洋子|2003|y|F|mat fri
`;
