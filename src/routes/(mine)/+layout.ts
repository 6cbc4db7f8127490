// Drawn on the phone from the app shell, so that it opens without a network.
export const ssr = false;
