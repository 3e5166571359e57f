import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { Problem } from '../../contract/problem.ts';
import { isStorable } from '../../domain/storable-text.ts';

/** A multipart form as it arrived: its text fields, and where its one file lies. */
export type Upload = {
  readonly fields: Readonly<Record<string, string>>;
  readonly fileName: string;
  readonly filePath: string;
  readonly remove: () => Promise<void>;
};

/** Writes the file of a form to `folder` as it comes in, never holding it. Errors: `upload-too-large`, `media-type-unsupported`, `request-invalid`. */
export async function receiveUpload(request: FastifyRequest, folder: string, limitBytes: number): Promise<Upload> {
  const tooLarge = () =>
    new Problem(
      'upload-too-large',
      `文件超过 ${sizeWords(limitBytes)} 的上限；请分批导入，或在服务器上用命令行导入。 The file is larger than ${sizeWords(limitBytes)}: split it, or import it by the command line.`,
      'file',
    );
  if (!request.isMultipart())
    throw new Problem(
      'media-type-unsupported',
      '请用 multipart/form-data 上传文件。 Send the file as multipart/form-data.',
      'content-type',
    );
  // What the form adds around the file is small; a declared length far beyond the limit is refused before a byte is read.
  if (Number(request.headers['content-length'] ?? 0) > limitBytes + 1024 * 1024) throw tooLarge();
  await mkdir(folder, { recursive: true });
  let filePath = join(folder, `${process.pid}-${randomUUID()}`);
  const remove = () => rm(filePath, { force: true });
  const fields: Record<string, string> = {};
  let fileName: string | null = null;
  try {
    for await (const part of request.parts({
      limits: { fileSize: limitBytes, files: 1, fields: 20, fieldSize: 256 * 1024 },
    })) {
      if (part.type === 'field') fields[part.fieldname] = String(part.value);
      else {
        fileName = part.filename;
        // GDAL tells formats by the ending; nothing else of the name is trusted with a place on disk.
        filePath += /\.[a-z0-9]{1,8}$/i.exec(fileName)?.[0].toLowerCase() ?? '';
        await pipeline(part.file, createWriteStream(filePath, { flags: 'wx', mode: 0o600 }));
        if (part.file.truncated) throw tooLarge();
      }
    }
    if (fileName === null || fileName === '')
      throw new Problem('request-invalid', '表单中没有文件。 The form holds no file.', 'file');
    return { fields, fileName, filePath, remove };
  } catch (error) {
    await remove();
    if (error instanceof Error && 'code' in error && error.code === 'FST_REQ_FILE_TOO_LARGE') throw tooLarge();
    throw isUnreadableForm(error)
      ? new Problem(
          'request-invalid',
          `表单不完整或格式有误（${error.message}），请重新上传。 The form is cut short or malformed: send it again.`,
          'body',
        )
      : error;
  }
}

/** The text fields of a form as its schema takes them. Errors: `request-invalid` with each field. */
export function parseForm<Form extends z.ZodType>(schema: Form, { fields, fileName }: Upload): z.output<Form> {
  for (const [place, text] of Object.entries({ ...fields, file: fileName }))
    if (!isStorable(text))
      throw new Problem(
        'request-invalid',
        `“${place}”含空字符（NUL），请去掉。 This holds a NUL character: leave it out.`,
        place,
      );
  const form = schema.safeParse(fields);
  if (form.success) return form.data;
  const words = form.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
  throw new Problem('request-invalid', words, form.error.issues.map((issue) => issue.path.join('.')).join(', '));
}

/** The parser of forms throws plain errors without a code; those of the disk and of a lost connection have one. */
function isUnreadableForm(error: unknown): error is Error {
  return error instanceof Error && error.constructor === Error && !('code' in error);
}

const sizeWords = (bytes: number): string =>
  bytes >= 1024 * 1024 ? `${Math.floor(bytes / 1024 / 1024)} MB` : `${bytes} B`;
