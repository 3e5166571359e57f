import { Problem } from '../contract/problem.ts';
import type { FeatureFile, TableFile } from './rows.ts';
import type { ZipLimits } from './zip.ts';

export type OpenOptions = {
  readonly encoding?: string | undefined;
  readonly delimiter?: string | undefined;
  readonly sheet?: string | undefined;
  readonly layer?: string | undefined;
  /** Every layer is read, each row with the name of its own. */
  readonly everyLayer?: boolean | undefined;
  readonly zipLimits?: ZipLimits | undefined;
  readonly isKnownHeader: (header: string) => boolean;
};

export type OpenedFile =
  | { readonly is: 'table'; readonly file: TableFile }
  | { readonly is: 'features'; readonly file: FeatureFile };

/** Opens a file by the ending of its name; each parser is loaded when it is first needed. Errors: `file-unreadable` and those of the format. */
export async function openFile(path: string, fileName: string, options: OpenOptions): Promise<OpenedFile> {
  switch (fileName.slice(fileName.lastIndexOf('.') + 1).toLowerCase()) {
    case 'csv':
    case 'txt':
    case 'tsv':
      return { is: 'table', file: await (await import('./csv.ts')).readCsv(path, options) };
    case 'xlsx':
      return { is: 'table', file: await (await import('./xlsx.ts')).readXlsx(path, options) };
    case 'geojson':
    case 'json':
    case 'geojsonl':
    case 'geojsons':
    case 'ndjson':
      return { is: 'features', file: await (await import('./geojson.ts')).readGeoJson(path, options) };
    case 'zip':
    case 'shp':
      return { is: 'features', file: await (await import('./gdal-shapefile.ts')).readShapefile(path, options) };
    case 'gpkg':
      return { is: 'features', file: await (await import('./gdal.ts')).readGeoPackage(path, options) };
    case 'kml':
      return { is: 'features', file: await (await import('./gdal.ts')).readKml(path, options) };
    case 'kmz':
      return { is: 'features', file: await (await import('./gdal.ts')).readKmz(path, options) };
    case 'dxf':
      return { is: 'features', file: await (await import('./gdal.ts')).readDxf(path, options) };
    default:
      throw new Problem(
        'file-unreadable',
        `不认识文件“${fileName}”的格式；可导入 GeoJSON、Shapefile（.zip）、GeoPackage、KML（.kml、.kmz）、DXF、CSV 和 XLSX（.xls 请另存为 .xlsx）。 Importable are GeoJSON, zipped Shapefile, GeoPackage, KML or KMZ, DXF, CSV and XLSX.`,
        'file',
      );
  }
}
