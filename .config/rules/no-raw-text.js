/**
 * Text that people read comes from the message catalogue. Reports words written straight into a component:
 * in its markup, in a string of a `{...}` there, and in the attributes that are read aloud or shown.
 */

const word = /\p{L}{2,}/u;
const sentence = /\p{L}+\s+\p{L}+/u;
const readAttributes = new Set([
  'aria-label',
  'aria-description',
  'aria-roledescription',
  'placeholder',
  'title',
  'alt',
  'label',
]);

/** Elements whose text is code, not language. */
const unread = new Set(['SvelteScriptElement', 'SvelteStyleElement']);

/** The strings that an expression can put on the page. */
function* texts(node) {
  if (node.type === 'Literal' && typeof node.value === 'string') yield [node, node.value];
  if (node.type === 'TemplateLiteral')
    for (const quasi of node.quasis) yield [quasi, quasi.value.cooked ?? ''];
  if (node.type === 'ConditionalExpression') yield* [...texts(node.consequent), ...texts(node.alternate)];
  if (node.type === 'LogicalExpression') yield* [...texts(node.left), ...texts(node.right)];
  if (node.type === 'BinaryExpression') yield* [...texts(node.left), ...texts(node.right)];
}

export default {
  meta: {
    type: 'problem',
    schema: [],
    messages: { raw: 'Take “{{text}}” from the message catalogue (src/i18n/messages).' },
  },
  create(context) {
    const report = (node, text) =>
      context.report({ node, messageId: 'raw', data: { text: text.trim().slice(0, 40) } });
    return {
      SvelteText(node) {
        if (!unread.has(node.parent.type) && word.test(node.value)) report(node, node.value);
      },
      SvelteMustacheTag(node) {
        if (node.parent.type === 'SvelteAttribute') return;
        for (const [at, text] of texts(node.expression)) if (sentence.test(text)) report(at, text);
      },
      SvelteAttribute(node) {
        if (!readAttributes.has(node.key.name)) return;
        for (const value of node.value) {
          if (value.type === 'SvelteLiteral' && word.test(value.value)) report(value, value.value);
          if (value.type !== 'SvelteMustacheTag') continue;
          for (const [at, text] of texts(value.expression)) if (sentence.test(text)) report(at, text);
        }
      },
    };
  },
};
