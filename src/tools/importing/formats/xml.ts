/** A node of parsed XML: the part of the DOM that importing needs. */
interface XmlNode {
  nodeType: number;
  nodeName: string;
  textContent: string | null;
}

export interface XmlElement extends XmlNode {
  childNodes: Iterable<XmlNode>;
  getAttribute(name: string): string | null;
  querySelector(selector: string): XmlElement | null;
  querySelectorAll(selector: string): Iterable<XmlElement>;
}

/** Parses XML. Entities that it declares are not read, and nothing outside it is. */
export async function parseXml(xml: string): Promise<XmlElement> {
  const { DOMParser } = await import('linkedom');
  return new DOMParser().parseFromString(xml, 'text/xml') as unknown as XmlElement;
}
