Attribute VB_Name = "SalesbookButtons"
Option Explicit

' One macro for each button: those on the sheets call it, and the macro list shows it.
' Its Python function stands in the module salesbook.buttons.

Public Sub SalesbookToday()
    RunSalesbook "today"
End Sub

Public Sub SalesbookCalls()
    RunSalesbook "calls"
End Sub

Public Sub SalesbookLog()
    RunSalesbook "log"
End Sub

Public Sub SalesbookRang()
    RunSalesbook "rang"
End Sub

Public Sub SalesbookUndo()
    RunSalesbook "undo"
End Sub

Public Sub SalesbookScores()
    RunSalesbook "scores"
End Sub

Public Sub SalesbookCheck()
    RunSalesbook "check"
End Sub

Public Sub SalesbookCard()
    RunSalesbook "card"
End Sub

Public Sub SalesbookLetter()
    RunSalesbook "letter"
End Sub

Public Sub SalesbookImport()
    RunSalesbook "import_"
End Sub

Public Sub SalesbookReport()
    RunSalesbook "report"
End Sub

Public Sub SalesbookReassign()
    RunSalesbook "reassign"
End Sub

Public Sub SalesbookCycle()
    RunSalesbook "cycle"
End Sub

Public Sub SalesbookCampaigns()
    RunSalesbook "campaigns"
End Sub

Public Sub SalesbookPage()
    RunSalesbook "page"
End Sub

Public Sub SalesbookReferrals()
    RunSalesbook "referrals"
End Sub

Public Sub SalesbookTree()
    RunSalesbook "tree"
End Sub

Public Sub SalesbookDrafts()
    RunSalesbook "drafts"
End Sub

Public Sub SalesbookPreview()
    RunSalesbook "preview"
End Sub

Public Sub SalesbookSend()
    RunSalesbook "send"
End Sub

Public Sub SalesbookInbox()
    RunSalesbook "inbox"
End Sub

' The way to Python for every button. Python says itself how it went; what is said here is why it
' could not start.
Public Sub RunSalesbook(action As String)
    Dim found As String
    #If False Then
        ' Nobody but LibreOffice comes by here: it does not know #If.
        MsgBox "In LibreOffice the buttons work if this workbook is opened with:" & vbNewLine & _
            "salesbook open """ & ThisWorkbook.Name & """", vbInformation, "Salesbook"
        Exit Sub
    #End If
    On Error GoTo Failed
    found = MissingPython()
    If found <> "" Then
        Tell found
        Exit Sub
    End If
    Application.StatusBar = "Salesbook is starting ..."
    If RunPython("import salesbook.buttons; salesbook.buttons." & action & "()") = -1 Then Application.StatusBar = False
    Exit Sub
Failed:
    Application.StatusBar = False
    Tell "Salesbook could not start Python: " & Err.Description
End Sub

' Why Python cannot be started, in a sentence; "" if nothing is wrong.
Private Function MissingPython() As String
    Dim interpreter As String
    #If Mac Then
        interpreter = GetConfig("INTERPRETER_MAC", "")
    #Else
        interpreter = GetConfig("INTERPRETER_WIN", "")
    #End If
    If interpreter = "" Then
        MissingPython = "This workbook does not know yet where Python is."
    End If
    #If Mac Then
        ' Looking for a file outside its sandbox makes Excel ask the user for permission.
    #Else
        If interpreter <> "" Then
            If Not FileExists(interpreter) Then MissingPython = "Python is no longer at " & interpreter & "."
        End If
    #End If
End Function

Private Sub Tell(what As String)
    MsgBox what & vbNewLine & vbNewLine & "Close this workbook, then run in a terminal:" & vbNewLine & _
        "salesbook install """ & ThisWorkbook.Name & """", vbExclamation, "Salesbook"
End Sub
