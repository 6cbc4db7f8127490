/** How the OneRoster export calls somebody who has no admin system id: this, and the patron's own id. */
export const OWN_SOURCED_ID = 'carrel-patron-';
