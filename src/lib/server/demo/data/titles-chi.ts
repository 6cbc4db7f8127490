/** Works written in Chinese. Columns and codes: see title-rows.ts. */
export const CHINESE = `
三国演义|罗贯中|1522|a|F|war cla
西游记|吴承恩|1592|l|F|fan myt
聊斋志异|蒲松龄|1766|a|F|gho sho
红楼梦|曹雪芹|1791|a|F|fam cla
阿Q正传|鲁迅|1921|a|F|cla
呐喊|鲁迅|1923|a|F|sho
彷徨|鲁迅|1926|a|F|sho
野草|鲁迅|1927|n|895.11|poe
朝花夕拾|鲁迅|1928|n|895.18|bio
繁星|冰心|1923|n|895.11|poe nat
寄小读者|冰心|1926|m|895.18|tra
稻草人|叶圣陶|1923|c|F|fai
家|巴金|1933|a|F|fam
寒夜|巴金|1947|a|F|fam war
子夜|茅盾|1933|a|F|eco
边城|沈从文|1934|a|F|lov
雷雨|曹禺|1934|n|895.12|ply fam
日出|曹禺|1936|n|895.12|ply
生死场|萧红|1935|a|F|war
呼兰河传|萧红|1941|a|F|gro
骆驼祥子|老舍|1939|a|F|pol
茶馆|老舍|1957|n|895.12|ply his
倾城之恋|张爱玲|1943|a|F|lov war
围城|钱锺书|1947|a|F|hum
射雕英雄传|金庸|1957|y|F|adv his
神雕侠侣|金庸|1959|y|F|adv lov
笑傲江湖|金庸|1967|y|F|adv mus
鹿鼎记|金庸|1969|y|F|adv hum
宝葫芦的秘密|张天翼|1958|c|F|mag sch
城南旧事|林海音|1960|l|F|gro
平凡的世界|路遥|1986|a|F|gro
红高粱家族|莫言|1987|a|F|war fam
蛙|莫言|2009|a|F|wom
活着|余华|1993|a|F|fam
白鹿原|陈忠实|1993|a|F|his
草房子|曹文轩|1997|l|F|gro sch
青铜葵花|曹文轩|2005|l|F|fam
三体|刘慈欣|2008|y|F|sfi ast|s:地球往事#1
黑暗森林|刘慈欣|2008|y|F|sfi ast|s:地球往事#2
死神永生|刘慈欣|2010|y|F|sfi ast|s:地球往事#3
`;
