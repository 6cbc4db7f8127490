import { at } from './paths.mjs';

/**
 * How the message catalogue is compiled; the same in the build and in every command. One module a message
 * lets a page load the texts it uses and no others.
 * @type {import('@inlang/paraglide-js').CompilerOptions}
 */
export const messagesOptions = {
  project: at('src', 'i18n', 'project.inlang'),
  outdir: at('src', 'lib', 'paraglide'),
  outputStructure: 'message-modules',
  strategy: ['cookie', 'preferredLanguage', 'baseLocale'],
  cookieName: 'locale',
  // The bundler knows which side it builds for, and leaves the other one out.
  isServer: "import.meta.env?.SSR ?? typeof window === 'undefined'",
};
