Attribute VB_Name = "SalesbookView"
Option Explicit

' The cell show_rep above Calls says whose lines are in view: All, or one rep. The filter on Rep follows it.
Public Sub SalesbookCellChanged(ByVal Sh As Object, ByVal Target As Object)
    Dim chosen As Object
    #If False Then
        ' LibreOffice alone, which has its own way.
        Exit Sub
    #End If
    Set chosen = ChosenRepCell()
    If chosen Is Nothing Then Exit Sub
    If chosen.Worksheet.Name <> Sh.Name Then Exit Sub
    If Intersect(chosen, Target) Is Nothing Then Exit Sub
    ShowSalesbookRep chosen
End Sub

' When the workbook opens: a command may have shown new lines of others since.
Public Sub ShowSalesbookRepAgain()
    Dim chosen As Object
    Dim wasSaved As Boolean
    #If False Then
        Exit Sub
    #End If
    wasSaved = ThisWorkbook.Saved
    Set chosen = ChosenRepCell()
    If Not chosen Is Nothing Then
        If ChosenRep(chosen) <> "" Then ShowSalesbookRep chosen
    End If
    ThisWorkbook.Saved = wasSaved
End Sub

Private Sub ShowSalesbookRep(chosen As Object)
    Dim list As Object
    Dim column As Long
    On Error GoTo Failed
    Set list = chosen.Worksheet.ListObjects("Calls")
    column = list.ListColumns("Rep").Index
    If ChosenRep(chosen) = "" Then
        list.Range.AutoFilter Field:=column
    Else
        list.Range.AutoFilter Field:=column, Criteria1:="=" & ChosenRep(chosen)
    End If
    Exit Sub
Failed:
    Application.StatusBar = "Calls could not be filtered: " & Err.Description
End Sub

' "" for all.
Private Function ChosenRep(chosen As Object) As String
    ChosenRep = Trim(CStr(chosen.Value))
    If LCase(ChosenRep) = "all" Then ChosenRep = ""
End Function

' Nothing in a workbook that has no such cell.
Private Function ChosenRepCell() As Object
    On Error Resume Next
    Set ChosenRepCell = ThisWorkbook.Names("show_rep").RefersToRange
End Function
