// Drawn on the device, whatever the address: the service worker gives this page for every face without a network.
export const ssr = false;
export const prerender = true;
