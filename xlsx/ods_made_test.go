package xlsx

import (
	"strings"
	"testing"
)

const odsSpaces = ` xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"` +
	` xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"` +
	` xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"` +
	` xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0"` +
	` xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"` +
	` xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"`

const odsMime = "application/vnd.oasis.opendocument.spreadsheet"

// madeStyles has one style of each kind that figures are shown in.
const madeStyles = `<office:font-face-decls><style:font-face style:name="F1" svg:font-family="&apos;.VnTime&apos;"/></office:font-face-decls>
<office:styles><number:number-style style:name="N0"><number:number number:min-integer-digits="1"/></number:number-style>
<style:default-style style:family="table-cell"><style:text-properties style:font-name="Arial"/></style:default-style>
<style:style style:name="Default" style:family="table-cell"/></office:styles>
<office:automatic-styles>
<number:percentage-style style:name="N10"><number:number number:decimal-places="2" number:min-integer-digits="1"/><number:text>%</number:text></number:percentage-style>
<number:date-style style:name="N20"><number:day number:style="long"/><number:text>/</number:text><number:month number:style="long"/><number:text>/</number:text><number:year number:style="long"/></number:date-style>
<number:number-style style:name="N30"><number:number number:decimal-places="1" number:min-integer-digits="1" number:grouping="true"/><number:text> hộ</number:text></number:number-style>
<number:number-style style:name="N41P0"><number:number number:decimal-places="0" number:min-integer-digits="1" number:grouping="true"/></number:number-style>
<number:number-style style:name="N41"><number:text>-</number:text><number:number number:decimal-places="0" number:min-integer-digits="1" number:grouping="true"/><style:map style:condition="value()&gt;=0" style:apply-style-name="N41P0"/></number:number-style>
<style:style style:name="pc" style:family="table-cell" style:parent-style-name="Default" style:data-style-name="N10"/>
<style:style style:name="da" style:family="table-cell" style:parent-style-name="Default" style:data-style-name="N20"/>
<style:style style:name="ho" style:family="table-cell" style:parent-style-name="Default" style:data-style-name="N30"><style:table-cell-properties fo:background-color="#ffee00" fo:wrap-option="wrap"/><style:paragraph-properties fo:text-align="end"/><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="ne" style:family="table-cell" style:parent-style-name="Default" style:data-style-name="N41"/>
<style:style style:name="vn" style:family="table-cell" style:parent-style-name="Default"><style:text-properties style:font-name="F1"/></style:style>
<style:style style:name="T1" style:family="text"><style:text-properties fo:font-family="VNI-Times"/></style:style>
<style:style style:name="co1" style:family="table-column"><style:table-column-properties style:column-width="5.25pt"/></style:style>
<style:style style:name="ro1" style:family="table-row"><style:table-row-properties style:row-height="0.25in"/></style:style>
<style:style style:name="gone" style:family="table"><style:table-properties table:display="false"/></style:style>
</office:automatic-styles>`

// flatODS is a flat spreadsheet with the tables given, and what stands before them.
func flatODS(tables string) []byte {
	return []byte(`<?xml version="1.0" encoding="UTF-8"?><office:document` + odsSpaces + ` office:mimetype="` + odsMime + `" office:version="1.2">` +
		madeStyles + `<office:body><office:spreadsheet>` + tables + `</office:spreadsheet></office:body></office:document>`)
}

// oneRow is a flat spreadsheet of one sheet with one row.
func oneRow(cells string) []byte {
	return flatODS(`<table:table table:name="Biểu"><table:table-row>` + cells + `</table:table-row></table:table>`)
}

// packODS packs the same as a package; encrypted, with a list of parts that says so.
func packODS(mime string, content []byte, manifest string) []byte {
	if manifest == "" {
		manifest = `<?xml version="1.0"?><!DOCTYPE manifest:manifest PUBLIC "-//OpenOffice.org//DTD Manifest 1.0//EN" "Manifest.dtd"><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="content.xml"/></manifest:manifest>`
	}
	body := strings.Replace(string(content), "<office:document ", "<office:document-content ", 1)
	body = strings.Replace(body, "</office:document>", "</office:document-content>", 1)
	return packStored([]madePart{{"mimetype", []byte(mime)}, {"content.xml", []byte(body)}, {"META-INF/manifest.xml", []byte(manifest)},
		{"Configurations2/accelerator/current.xml", nil}})
}

const encryptedManifest = `<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><m:file-entry m:full-path="content.xml"><m:encryption-data/></m:file-entry></m:manifest>`

func readODSOK(t *testing.T, b []byte) *Workbook {
	t.Helper()
	wb, err := Read("a.ods", b, DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	if wb.Container != ContainerODS {
		t.Fatalf("container %d", wb.Container)
	}
	return wb
}
