/** Folded form of a username: sign-in and uniqueness ignore case and surrounding spaces. */
export const usernameKey = (username: string): string => username.trim().normalize('NFKC').toLowerCase();
