/** Given names of one culture with surnames that say, in its language, that nobody bears them. */
interface NamePool {
  weight: number;
  given: readonly string[];
  surnames: readonly string[];
}

const words = (text: string): string[] => text.trim().split(/\s+/);

export const NAME_POOLS: readonly NamePool[] = [
  {
    weight: 34,
    given:
      words(`Ada Alfie Amelia Archie Ava Bo Charlie Chloe Daisy Eliza Ella Ethan Evie Finn Freya Grace Harriet Harry
      Hazel Henry Imogen Isaac Isla Jack Jarrah Kirra Lachlan Lily Lucy Marlee Matilda Max Mia Noah Oliver Oscar Poppy
      Ruby Sam Sienna Sophie Tarni Theo Thomas Violet Will Wren Zac Zoe`),
    surnames:
      words(`Example Sample Placeholder Fictional Testcase Makebelieve Invented Specimen Pretend Madeup Notreal
      Imaginary Storybook Demo Example-Sample Nobody`),
  },
  {
    weight: 6,
    given: words('Anneliese Ben Clara Emil Felix Greta Hannah Jonas Klara Leni Matteo Theresa'),
    surnames: words('Beispiel Musterkind Erfunden Ausgedacht Musterfall Probekind'),
  },
  {
    weight: 8,
    given: words('Alejandro Camila Carmen Diego Inés Joaquín Juan Lucía Mateo Sofía Valentina Ximena'),
    surnames: words('Ejemplo Muestra Inventado Ficticio Deprueba'),
  },
  {
    weight: 5,
    given: words('Adèle Baptiste Chloé Éloïse Hugo Jules Léa Manon Noé Zoé'),
    surnames: words('Exemple Fictif Échantillon Inventé Imaginaire'),
  },
  {
    weight: 5,
    given: words('Alessandro Bianca Chiara Elena Giulia Lorenzo Marco Nicolò'),
    surnames: words('Esempio Fittizio Inventato Immaginario'),
  },
  {
    weight: 3,
    given: words('Aleksander Jagoda Łucja Michał Stanisław Zofia Żaneta'),
    surnames: words('Przykład Wymyślony Zmyślony'),
  },
  {
    weight: 4,
    given: words('Алина Борис Вера Даниил Екатерина Максим Соня Юрий'),
    surnames: words('Пример Образец Выдуманный'),
  },
  {
    weight: 3,
    given: words('Αλέξανδρος Δήμητρα Ελένη Νίκος Σοφία'),
    surnames: words('Παράδειγμα Δείγμα Υπόθεση'),
  },
  {
    weight: 6,
    given: words('نور ليلى يوسف مريم عمر هدى سامي زينب آدم رنا'),
    surnames: words('مثال نموذج خيالي تجربة'),
  },
  {
    weight: 4,
    given: words('נועה איתי תמר יונתן מאיה דניאל שירה'),
    surnames: words('דוגמה לדוגמה בדיוני ניסיון'),
  },
  { weight: 5, given: words('伟 芳 小明 雨桐 子涵 浩然 梓萱'), surnames: words('示例 样本 虚构') },
  { weight: 4, given: words('花子 陽菜 蓮 結衣 大翔 さくら'), surnames: words('例 見本 架空') },
  { weight: 4, given: words('서연 민준 지우 하은 도윤'), surnames: words('예시 가상 보기') },
  { weight: 5, given: words('आरव अनन्या ईशान दीया कबीर मीरा'), surnames: words('उदाहरण नमूना काल्पनिक') },
  { weight: 3, given: words('Anh Bảo Hương Linh Minh Thảo'), surnames: ['Ví Dụ', 'Giả Định', 'Mẫu'] },
  {
    weight: 3,
    given: words('Amara Chidi Femi Kofi Ngozi Zuri Thandiwe'),
    surnames: words('Fictional Mfano Example'),
  },
  {
    weight: 2,
    given: words('Aroha Mere Tama Wiremu Sione Leilani'),
    surnames: words('Tauira Faʻataʻitaʻiga Example'),
  },
];

/** Names that try a layout: very long ones, hyphens, apostrophes, a name of one word. */
export const UNUSUAL_NAMES: readonly (readonly [given: string | null, surname: string])[] = [
  ['Maximiliana Theodora Alexandrina Konstantina', 'Beispiel-Musterkind von Erfunden und zu Ausgedacht'],
  ['María de los Ángeles Guadalupe', "de la Muestra y O'Ejemplo"],
  ['Krungthepmahanakhon', 'Amphimukham-Exampleratanakosin'],
  [null, 'Mononym'],
  ['Jo', 'X'],
  ["D'Arcy-Rae", "O'Sample-Placeholder"],
  ['عبد الرحمن محمد نور الدين', 'مثال النموذجي الخيالي'],
  ['Nur-Aisyah binti', 'Contoh'],
];
