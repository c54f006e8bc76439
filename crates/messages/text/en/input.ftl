# The fields of every form.
input-optional = (optional)
input-choose = Choose…
input-faults = Not done yet, please look again
input-faults_received = Not accepted yet, please look again
fault-ward_differs = The address names { $named }, but { $chosen } was chosen. Choose the ward again, or mend the address.
input-missing = Please fill in “{ $field }”.
input-not_chosen = Please choose “{ $field }”.
input-not_offered = “{ $field }”: please choose from the list.
input-too_long = “{ $field }” is longer than { $limit } characters, by { $over }. The text is still whole in the field; please shorten it.
input-many_lines = “{ $field }” takes one line only.
input-no_day = “{ $field }”: please give a day, such as 22/11/2018.
input-no_moment = “{ $field }”: please give day and time, such as 22/11/2018 16:30.
input-no_number = “{ $field }”: please give a whole number from { $least } to { $most }.
input-format = “{ $field }” is not in the right form. Please look again.
