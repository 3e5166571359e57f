/** From the most particular to the most general: many browsers say the names of others too. */
const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/MicroMessenger\//, '微信'],
  [/DingTalk\//, '钉钉'],
  [/360SE|QihooBrowser|QHBrowser/, '360'],
  [/QQBrowser\//, 'QQ'],
  [/Edg(e|A|iOS)?\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/Firefox\/|FxiOS\//, 'Firefox'],
  [/Chrome\/|CriOS\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/HarmonyOS|OpenHarmony/, 'HarmonyOS'],
  [/Android/, 'Android'],
  [/iPhone|iPod/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Windows/, 'Windows'],
  [/Macintosh|Mac OS X/, 'macOS'],
  [/CrOS/, 'ChromeOS'],
  [/Linux/, 'Linux'],
];
const ENGLISH: Readonly<Record<string, string>> = { 微信: 'WeChat', 钉钉: 'DingTalk' };

const nameIn = (names: typeof BROWSERS, device: string): string | null =>
  names.find(([sign]) => sign.test(device))?.[1] ?? null;

/** What a browser says of itself as people say it, browser and system; null: it says neither. */
export function deviceWords(device: string, language: 'zh' | 'en'): string | null {
  const browser = nameIn(BROWSERS, device);
  const named = browser !== null && language === 'en' ? (ENGLISH[browser] ?? browser) : browser;
  const parts = [named, nameIn(SYSTEMS, device)].filter((part) => part !== null);
  return parts.length === 0 ? null : parts.join(' · ');
}
