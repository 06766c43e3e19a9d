Attribute VB_Name = "SalesbookOpening"
Option Explicit

' LibreOffice saves the buttons on the sheets without what they do, and prints them. Each is named after its macro.
Public Sub RestoreSalesbookButtons()
    Dim sheet As Object
    Dim shape As Object
    Dim wasSaved As Boolean
    #If False Then
        ' LibreOffice alone, which has its own way.
        Exit Sub
    #End If
    wasSaved = ThisWorkbook.Saved
    For Each sheet In ThisWorkbook.Worksheets
        For Each shape In sheet.Shapes
            If shape.Name Like "Salesbook*" Then RestoreButton shape
        Next
    Next
    ThisWorkbook.Saved = wasSaved
End Sub

Private Sub RestoreButton(shape As Object)
    ' A protected sheet lets nothing be changed: its buttons stay as they are.
    On Error Resume Next
    If shape.OnAction = "" Then shape.OnAction = "'" & Replace(ThisWorkbook.Name, "'", "''") & "'!" & shape.Name
    If shape.DrawingObject.PrintObject Then shape.DrawingObject.PrintObject = False
End Sub
