import { useText } from '../../text/use-text.ts';
import { PanelHead } from '../../ui/panel.tsx';

export function ParcelDrawer({ code }: { readonly code: string }) {
  const { text } = useText();
  return <PanelHead title={`${text.parcel.title} ${code}`} />;
}
