// Its code and its choices are this browser's alone.
export const ssr = false;
