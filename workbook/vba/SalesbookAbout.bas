Attribute VB_Name = "SalesbookAbout"
Option Explicit

' The salesbook that made these buttons. Nothing here needs Python.
Public Const SALESBOOK_VERSION As String = "0.1.0"

' Also for a cell: =SalesbookVersion()
Public Function SalesbookVersion() As String
    SalesbookVersion = "salesbook " & SALESBOOK_VERSION & ", xlwings " & XLWINGS_VERSION
End Function

Public Sub SalesbookShowVersion()
    MsgBox SalesbookVersion(), vbInformation, "Salesbook"
End Sub
