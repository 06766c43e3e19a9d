Attribute VB_Name = "SalesbookRibbon"
Option Explicit

' What the tab Salesbook calls. The tag of each of its buttons is the function in salesbook.buttons.
Public Sub SalesbookRibbon_Click(control As IRibbonControl)
    RunSalesbook control.Tag
End Sub
