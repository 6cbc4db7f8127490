// Drawn in the browser: the server never writes anything of a visit into a page that could be kept.
export const ssr = false;
