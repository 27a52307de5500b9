# Makes receiver.xlsx as a receiver would: with openpyxl 3.0, names in the workbook and a sheet so_lieu.
from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill, Border, Side
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
wb=Workbook(); ws=wb.active; ws.title="Biểu tỉnh"
ws.merge_cells("A1:F1"); ws["A1"]="BÁO CÁO HỘ NGHÈO"; ws["A1"].font=Font(bold=True,size=14,name="Times New Roman")
ws["A2"]="Kỳ:"; ws["B2"]="tháng trước"
ws.append([]); ws.append(["STT","Đơn vị","Hộ nghèo","Hộ cận nghèo","Cộng","TC 17"])
names=["TT Hồi Xuân","Thành Sơn","xã Trung Sơn","PHÚ THANH","14881","Phú Lệ","Phú Sơn","Phú Xuân","Hiền Chung","Hiền Kiệt","Nam Tiến","Thiên Phủ","Phú Nghiêm","Nam Xuân","Xã Lạ"]
for i,n in enumerate(names): ws.append([i+1,n,999,999,f"=C{5+i}+D{5+i}",None])
r=5+len(names)
ws.append([None,"Tổng cộng",f"=SUM(C5:C{r-1})",f"=SUM(D5:D{r-1})",f"=C{r}+D{r}",None])
ws.append([None,"Tỷ lệ",None]); ws.cell(r+1,3).number_format="0.00%"
for row in ws[f"C5:C{r-1}"]:
    for c in row: c.fill=PatternFill("solid",fgColor="FFFF99"); c.border=Border(left=Side(style="thin")); c.number_format="#,##0"
dv=DataValidation(type="whole",operator="greaterThanOrEqual",formula1="0"); ws.add_data_validation(dv); dv.add(f"C5:D{r-1}")
ws.print_area=f"A1:F{r+1}"
def name(n,ref): wb.defined_names.append(DefinedName(n,attr_text=f"'Biểu tỉnh'!{ref}"))
name("so.ky","$B$2"); name("so.ho_ngheo.ngheo.cuoi_ky",f"$C$5:$C${r}"); name("so.rate.ngheo",f"$C${r+1}"); name("so.criteria.17.x",f"$F$5:$F${r-1}")
m=wb.create_sheet("so_lieu"); m.append(["Ô","Mã số liệu","Đơn vị"]); m.append([f"Biểu tỉnh!D5:D{r-1}","ho_ngheo/can_ngheo/cuoi_ky",None]); m.append(["Biểu tỉnh!B3","criteria/met","14884"])
wb.save("receiver.xlsx")
