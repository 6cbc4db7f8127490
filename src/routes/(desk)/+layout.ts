// The desk opens without a network: the page is drawn on the device, from the app shell.
export const ssr = false;
