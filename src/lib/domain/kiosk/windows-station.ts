import { escapeMarkup } from '../discovery/markup';

const KEY = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Google\\Chrome';
const CRLF = '\r\n';

const quoted = (text: string) => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
const dword = (value: number) => `dword:${value.toString(16).padStart(8, '0')}`;

function valueOf(value: unknown): string {
  if (typeof value === 'boolean') return dword(value ? 1 : 0);
  return typeof value === 'number' ? dword(value) : quoted(String(value));
}

/**
 * Chrome's policies as a file for the registry of Windows: the same names as on Linux, lists as numbered values of a key of
 * their own (https://chromeenterprise.google/policies/).
 */
export function registryFile(policy: Readonly<Record<string, unknown>>): string {
  const lists = Object.entries(policy).filter(([, value]) => Array.isArray(value));
  const single = Object.entries(policy).filter(([, value]) => !Array.isArray(value));
  const parts = [
    'Windows Registry Editor Version 5.00',
    [`[${KEY}]`, ...single.map(([name, value]) => `${quoted(name)}=${valueOf(value)}`)].join(CRLF),
    ...lists.map(([name, values]) =>
      [`[${KEY}\\${name}]`, ...(values as unknown[]).map((value, i) => `"${i + 1}"=${valueOf(value)}`)].join(
        CRLF,
      ),
    ),
  ];
  return parts.join(CRLF + CRLF) + CRLF;
}

/**
 * Assigned Access of Windows 11: an account of its own that signs in by itself and shows Chrome, and nothing else. Not Edge's
 * kiosk mode, which is always InPrivate and forgets the station's credential with every session.
 * Source: https://learn.microsoft.com/windows/configuration/assigned-access/configuration-file
 */
export function assignedAccessFile(origin: string): string {
  const profile = '{7C1C0E6B-7A43-4A0E-9A53-5B8E2C0D9F11}';
  const switches = '--kiosk --no-first-run --disable-pinch --overscroll-history-navigation=0';
  return `<?xml version="1.0" encoding="utf-8"?>
<AssignedAccessConfiguration xmlns="http://schemas.microsoft.com/AssignedAccess/2017/config"
  xmlns:rs5="http://schemas.microsoft.com/AssignedAccess/201810/config"
  xmlns:v4="http://schemas.microsoft.com/AssignedAccess/2021/config">
  <Profiles>
    <Profile Id="${profile}">
      <KioskModeApp v4:ClassicAppPath="%ProgramFiles%\\Google\\Chrome\\Application\\chrome.exe"
        v4:ClassicAppArguments="${switches} ${escapeMarkup(origin)}/kiosk" />
    </Profile>
  </Profiles>
  <Configs>
    <Config>
      <AutoLogonAccount rs5:DisplayName="Library search" />
      <DefaultProfile Id="${profile}" />
    </Config>
  </Configs>
</AssignedAccessConfiguration>
`;
}
