/** Works written in Korean. Columns and codes: see title-rows.ts. */
export const KOREAN = `
무정|이광수|1917|a|F|lov
배따라기|김동인|1921|a|F|sho
감자|김동인|1925|a|F|sho
운수 좋은 날|현진건|1924|y|F|sho
만세전|염상섭|1924|a|F|col
삼대|염상섭|1931|a|F|fam
진달래꽃|김소월|1925|n|895.71|poe
님의 침묵|한용운|1926|n|895.71|poe
상록수|심훈|1935|a|F|sch
봄·봄|김유정|1935|y|F|hum sho
동백꽃|김유정|1936|y|F|lov sho
날개|이상|1936|a|F|sho
메밀꽃 필 무렵|이효석|1936|y|F|sho
탁류|채만식|1937|a|F|eco
태평천하|채만식|1938|a|F|hum
별|황순원|1941|l|F|sho fam
소나기|황순원|1953|l|F|lov sho
하늘과 바람과 별과 시|윤동주|1948|n|895.71|poe
광장|최인훈|1960|a|F|pol
김약국의 딸들|박경리|1962|a|F|fam
토지|박경리|1969|a|F|his fam
무진기행|김승옥|1964|a|F|sho
서울, 1964년 겨울|김승옥|1965|a|F|tow sho
강아지똥|권정생|1969|p|E|nat
몽실 언니|권정생|1984|l|F|war fam
나목|박완서|1970|a|F|war art
그 많던 싱아는 누가 다 먹었을까|박완서|1992|y|F|gro
난장이가 쏘아올린 작은 공|조세희|1978|a|F|pol
사람의 아들|이문열|1979|a|F|rel
우리들의 일그러진 영웅|이문열|1987|y|F|sch bul
태백산맥|조정래|1986|a|F|war his
외딴방|신경숙|1995|a|F|gro
엄마를 부탁해|신경숙|2008|a|F|fam
마당을 나온 암탉|황선미|2000|c|F|ani cou
구름빵|백희나|2004|p|E|cli foo
알사탕|백희나|2017|p|E|fee
채식주의자|한강|2007|a|F|foo|a:17-18
소년이 온다|한강|2014|a|F|his pol
완득이|김려령|2008|y|F|sch spo
82년생 김지영|조남주|2016|a|F|wom
아몬드|손원평|2017|y|F|fee
`;
