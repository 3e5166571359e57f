import { ParcelDrawer } from './parcel-drawer.tsx';

export function DossierPage({ code }: { readonly code: string }) {
  return <ParcelDrawer code={code} />;
}
