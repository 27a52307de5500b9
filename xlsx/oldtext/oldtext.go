// Package oldtext reads Vietnamese text that was typed before Unicode: TCVN3 (fonts .VnTime …), VNI (fonts VNI-Times …)
// and the code pages of their time. It knows letters and the names of fonts, and nothing of workbooks.
package oldtext
