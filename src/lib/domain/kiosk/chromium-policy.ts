/** What a site decides about its stations and a browser's policy has to know. */
export interface StationPolicyWishes {
  /** Of the library: `https://library.school.example`. */
  readonly origin: string;
  readonly print: boolean;
  /** Cards are shown to the camera. */
  readonly camera: boolean;
}

/**
 * Managed policies of Chromium for a station (https://chromeenterprise.google/policies/): one address, no files, no
 * paper, no tools, nothing remembered. A belt beside the braces: the station's rights are cut on the server.
 */
export function chromiumPolicy({ origin, print, camera }: StationPolicyWishes): Record<string, unknown> {
  return {
    HomepageLocation: `${origin}/kiosk`,
    RestoreOnStartup: 4,
    RestoreOnStartupURLs: [`${origin}/kiosk`],
    URLBlocklist: ['*', 'chrome://*', 'file://*', 'view-source:*'],
    // Of pages alone: what a page loads is not asked for here.
    URLAllowlist: [`${origin}/kiosk`],
    PrintingEnabled: print,
    IncognitoModeAvailability: 1,
    AllowFileSelectionDialogs: false,
    DownloadRestrictions: 3,
    DeveloperToolsAvailability: 2,
    ExtensionInstallBlocklist: ['*'],
    TaskManagerEndProcessEnabled: false,
    BookmarkBarEnabled: false,
    EditBookmarksEnabled: false,
    // One profile, which stays: in a guest's or a temporary one the station's credential would go.
    BrowserAddPersonEnabled: false,
    BrowserGuestModeEnabled: false,
    PasswordManagerEnabled: false,
    AutofillAddressEnabled: false,
    AutofillCreditCardEnabled: false,
    BrowserSignin: 0,
    SyncDisabled: true,
    SavingBrowserHistoryDisabled: true,
    SearchSuggestEnabled: false,
    TranslateEnabled: false,
    DefaultNotificationsSetting: 2,
    DefaultGeolocationSetting: 2,
    DefaultPopupsSetting: 2,
    DefaultWebUsbGuardSetting: 2,
    DefaultWebBluetoothGuardSetting: 2,
    AudioCaptureAllowed: false,
    VideoCaptureAllowed: false,
    ...(camera ? { VideoCaptureAllowedUrls: [origin] } : {}),
    BackgroundModeEnabled: false,
    PromotionalTabsEnabled: false,
    // The game on the page that says that there is no network.
    AllowDinosaurEasterEgg: false,
    MetricsReportingEnabled: false,
  };
}

/** Chromium in cage, started again whenever it ends: Ctrl+W closes the browser, and nothing else. */
export const stationService = (origin: string): string => `[Unit]
Description=Library search station
After=network-online.target systemd-user-sessions.service
Wants=network-online.target
Conflicts=getty@tty1.service

[Service]
User=station
PAMName=login
TTYPath=/dev/tty1
StandardInput=tty
Environment=XDG_SESSION_TYPE=wayland
ExecStart=/usr/bin/cage -s -- /usr/bin/chromium --kiosk --no-first-run --noerrdialogs \\
  --disable-session-crashed-bubble --disable-pinch --overscroll-history-navigation=0 \\
  --ozone-platform=wayland ${origin}/kiosk
Restart=always
RestartSec=2

[Install]
WantedBy=graphical.target
`;
