import { z } from 'zod';
import { JurisdictionCode, oneOf, shortText, wholeNumber } from './parameters.ts';

/** The record of what was done: who, when, to what, and how it was before and after. */

/** Everything that is written down, with its name on papers. The key is the wire name and never changes. */
export const AUDIT_KIND_NAMES = {
  'sign-in': '登录',
  'sign-in-failed': '登录失败',
  'sign-out': '退出登录',
  'session-ended': '会话结束',
  'password-changed': '修改密码',
  'user-invited': '邀请用户',
  'user-changed': '修改用户',
  'user-reset': '重置用户密码',
  'import-started': '开始导入',
  'import-ended': '导入结束',
  'import-refused': '导入被拒',
  'method-published': '发布评价方法',
  'year-closed': '年度关账',
  'programme-published': '发布行动方案',
  'scenario-created': '新建连片方案',
  'scenario-saved': '保存连片方案',
  'scenario-renamed': '连片方案改名',
  'scenario-restored': '恢复连片方案版本',
  'scenario-cloned': '复制连片方案',
  'scenario-remeasured': '重新测算连片方案',
  'scenario-deleted': '删除连片方案',
  'scenario-taken-back': '找回连片方案',
  'what-if-saved': '保存试算',
  'what-if-deleted': '删除试算',
  'constraint-imported': '导入管控图层',
  'constraint-removed': '移除管控图层',
  'offset-entered': '登记改补',
  'offset-corrected': '冲销改补',
  export: '导出',
  'export-ended': '导出结束',
  'settings-changed': '修改设置',
  'data-assessed': '重新认定',
  'data-backed-up': '备份',
  'data-restored': '恢复备份',
} as const satisfies Record<string, string>;
export type AuditKind = keyof typeof AUDIT_KIND_NAMES;
export const AUDIT_KINDS = Object.keys(AUDIT_KIND_NAMES) as [AuditKind, ...AuditKind[]];

const Facts = z.record(z.string(), z.unknown());
export const AuditDetails = z.strictObject({
  before: Facts.optional().describe('As it was; absent: it was not there, or nothing was changed'),
  after: Facts.optional().describe('As it is since; absent: it is gone, or nothing was changed'),
  facts: Facts.optional().describe('What else belongs to it'),
});
export type AuditDetails = z.infer<typeof AuditDetails>;

/** As whom one acts, with the name on papers where it is no person. */
export const ACTED_AS_NAMES = {
  person: '',
  open: '未启用登录',
  nobody: '未登录者',
  cli: '命令行',
  program: '系统',
} as const satisfies Record<string, string>;
export type ActedAs = keyof typeof ACTED_AS_NAMES;
const ACTED_AS = Object.keys(ACTED_AS_NAMES) as [ActedAs, ...ActedAs[]];

export const AuditEntry = z.object({
  id: z.int().describe('Counts from 1 without a gap'),
  at: z.string(),
  actedAs: z
    .enum(ACTED_AS)
    .describe('open: nobody signs in here; nobody: was not signed in; cli: the command line; program: of itself'),
  actor: z.string().describe('Name of the person at that time; else the same as `actedAs`'),
  kind: z.enum(AUDIT_KINDS),
  jurisdiction: z
    .object({ code: z.string(), name: z.string() })
    .nullable()
    .describe('null: in none or in all, or it is no longer there'),
  subject: z.string().describe('To what it was done; empty: to nothing in particular'),
  details: AuditDetails,
  hash: z.string().describe('SHA-256 over the entry and the hash of the one before, in hexadecimal digits'),
});
export type AuditEntry = z.infer<typeof AuditEntry>;

const DAY_WORDS = 'a day as YYYY-MM-DD, from 1990-01-01 to 2999-12-31';
const Day = z.iso.date(DAY_WORDS).refine((day) => day >= '1990-01-01' && day <= '2999-12-31', DAY_WORDS);

export const AuditFilter = z.object({
  kind: oneOf(AUDIT_KINDS).optional(),
  person: shortText('a name', 100).optional().describe('The whole name of who did it, or open, nobody, cli or program'),
  jurisdiction: JurisdictionCode.optional(),
  from: Day.optional().describe('First day, in China'),
  to: Day.optional().describe('Last day, in China'),
  q: shortText('a text to find', 100).optional().describe('A part of the subject or of the details'),
});
export type AuditFilter = z.infer<typeof AuditFilter>;

export const AuditListQuery = AuditFilter.extend({
  after: z.string().max(200).optional().describe('The `next` of the page before'),
  limit: wholeNumber(1, 200).default(50).describe('Entries of a page; 50 when absent'),
});

export const AuditList = z.object({
  items: z.array(AuditEntry).describe('The newest first'),
  next: z
    .string()
    .nullable()
    .describe(
      'Give it as `after` for the next page. Words are looked for in 20,000 entries at a time: a page may be empty',
    ),
  people: z.array(z.string()).describe('Everybody who is named in entries one may see, at most 500'),
});
export type AuditList = z.infer<typeof AuditList>;

/** Why a file with figures of single enterprises is wanted. */
export const ExportReason = shortText('what the file is for', 200);
