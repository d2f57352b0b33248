package ledger

// licenseTable holds the licenses (SKUs) that bring plans of planTable, and
// common ones that a tenant has beside them. A line that begins with = names
// the plans that each license below it brings; a license is its id and the name
// people see, with ~ before the name of a trial. Plans that the list hides are
// left out.
//
// The facts are from the same list of Microsoft's as planTable.
const licenseTable = `
= FLOW_DYN_APPS POWERAPPS_DYN_APPS
2880026b-2b0c-4251-8656-5d41ff11e3aa Dynamics 365 Business Central Essentials
1d506c23-1702-46f1-b940-160c55f98d05 Dynamics 365 Business Central Essentials Attach
9a1e33ed-9697-43f3-b84c-1b0959dbb1d4 Dynamics 365 Business Central External Accountant
f991cecc-3f91-4cd0-a9a8-bf1c8167e029 Dynamics 365 Business Central Premium
dfb1700c-013e-4132-8bce-0d319c43a95d Dynamics 365 Contact Center
39a78eb6-3a8a-4e1e-878a-575a5c8984e7 Dynamics 365 Contact Center Add-on for Customer Service Enterprise
59d3d0bf-df39-4b8b-8601-ea6c09a7fd66 Dynamics 365 Contact Center Digital
7e6e6091-1680-4532-9370-6cd4598483ac Dynamics 365 Contact Center Digital Add-on for Customer Service Enterprise
79e2368c-4568-48d5-a352-b0344afabcf8 Dynamics 365 Contact Center Voice
73e8b747-20bf-463d-8ffd-274a7d65d0bc Dynamics 365 Contact Center Voice Add-on for Customer Service Enterprise
94a6fbd4-6a2f-4990-b356-dc7dd8bed08a ~Dynamics 365 Customer Service Enterprise Admin
55c9eb4e-c746-45b4-b255-9ab6b19d5c62 Dynamics 365 Finance
98619618-9dc8-48c6-8f0c-741890ba5f93 Dynamics 365 Project Operations
d39fb075-21ae-42d0-af80-22a2599749e0 Dynamics 365 for Case Management Enterprise Edition
749742bf-0d37-4158-a120-33567104deeb Dynamics 365 for Customer Service Enterprise Edition
c7d15985-e746-4f01-b113-20b575898250 Dynamics 365 for Field Service Enterprise Edition
cc13a803-544e-4464-b4e4-6d6169a138fa Dynamics 365 for Financials Business Edition
1e1a282c-9c54-43a2-9310-98ef728faace Dynamics 365 for Sales Enterprise Edition
8edc2cf8-6438-4fa9-b6e3-aa1660c640cc Dynamics 365 for Sales and Customer Service Enterprise Edition
f2e48cb3-9da0-42cd-8464-4a54ce198ad0 Dynamics 365 for Supply Chain Management
3a256e9a-15b6-4092-b0dc-82993f4debc6 ~Dynamics 365 for Talent
d17b27af-3f49-4822-99f9-56a661538792 Microsoft Dynamics CRM Online
906af65a-2970-46d5-9b58-4e9aa50f0657 Microsoft Dynamics CRM Online Basic
= FLOW_O365_P2 POWERAPPS_O365_P2
1aa94593-ca12-4254-a738-81a5972958e8 Microsoft 365 A3 - Unattended License for students use benefit
4b590615-0888-425a-a965-b3bf7789848d Microsoft 365 A3 for Faculty
7cfd9a2b-e110-4c39-bf20-c6a3f36a3121 Microsoft 365 A3 for Students
18250162-5d87-4436-a834-d795c15c80f3 Microsoft 365 A3 for students use benefit
31d57bc7-3a05-4867-ab53-97a17835a411 Microsoft 365 A5 for students use benefit
81441ae1-0b31-4185-a6c0-32b6b84d419f Microsoft 365 A5 without Audio Conferencing for students use benefit
05e9a617-0261-4cee-bb44-138d3ef5d965 Microsoft 365 E3
dcf0408c-aaec-446c-afd4-43e3683943ea Microsoft 365 E3 (no Teams)
c2ac2ee4-9bb1-47e4-8541-d689c7e83371 Microsoft 365 E3 - Unattended License
c2fe850d-fbbb-4858-b67d-bd0c6e746da3 Microsoft 365 E3 EEA (no Teams)
a23dbafb-3396-48b3-ad9c-a304fe206043 Microsoft 365 E3 EEA (no Teams) - Unattended License
78e66a63-337a-4a9a-8959-41c6654dfb56 Office 365 A1 Plus for faculty
e82ae690-a2d5-4d76-8d30-7c6e01e6022e Office 365 A1 Plus for students
94763226-9b3c-4e75-a931-5c89701abe66 Office 365 A1 for faculty
314c4481-f395-4525-be8b-2ec4bb1e9d91 Office 365 A1 for students
e578b273-6db4-4691-bba0-8d691f4da603 Office 365 A3 for faculty
98b6e773-24d4-4c0d-a968-6e787a1f8204 Office 365 A3 for students
6fd2c87f-b296-42f0-b197-1e91e994b900 Office 365 E3
46c3a859-c90d-40b3-9551-6178a48d5c18 Office 365 E3 (no Teams)
189a915c-fe4f-4ffa-bde4-85b9628d07a0 Office 365 E3 Developer
d711d25a-a21c-492f-bd19-aae1e8ebaf30 Office 365 E3 EEA (no Teams)
1392051d-0cb9-4b7a-88d5-621fee5e8711 Office 365 E4
= FLOW_O365_P1 POWERAPPS_O365_P1
3b555118-da6a-4418-894f-7df1e2096870 Microsoft 365 Business Basic
dab7782a-93b1-4074-8bb1-0e61318bea0b Microsoft 365 Business Basic
21502a13-c8dc-4744-be9c-177fd9d2eafc Microsoft 365 Business Basic (no Teams)
b1f3042b-a390-4b56-ab61-b88e7e767a97 Microsoft 365 Business Basic EEA (no Teams)
cbdc14ab-d96c-4c30-b9f4-6ada7cdc1d46 Microsoft 365 Business Premium
00e1ec7b-e4a3-40d1-9441-b69b597ab222 Microsoft 365 Business Premium (no Teams)
24c35284-d768-4e53-84d9-b7ae73dddf69 Microsoft 365 Business Premium Donation
a3f586b6-8cce-4d9b-99d6-55238397f77a Microsoft 365 Business Premium EEA (no Teams)
f245ecc8-75af-4f8e-b61f-27d8114de5f3 Microsoft 365 Business Standard
5a1c7b8d-0739-4ca8-bf69-ec87e69133ac Microsoft 365 Business Standard (no Teams)
ac5cef5d-921b-4f97-9ef3-c99076e5470f Microsoft 365 Business Standard - Prepaid Legacy
c1f79c29-5d7a-4bec-a2c1-1a76774864c0 Microsoft 365 Business Standard EEA (no Teams)
ffa3a2a0-3820-462a-aa81-8a4d741f0cba Microsoft 365 Business Standard EEA (no Teams)
29a2f828-8f39-4837-b8ff-c957e86abe3c ~Microsoft Teams Commercial Cloud
710779e8-3d4a-4c88-adb9-386c958d1fdf Microsoft Teams Exploratory
e0dfc8b9-9531-4ec8-94b4-9fec23b05fc8 Microsoft Teams Exploratory Dept
74fbf1bb-47c6-4796-9623-77dc7371723b ~Microsoft Teams Trial
18181a46-0d4e-45cd-891e-60aabd171b4e Office 365 E1
f8ced641-8e17-4dc5-b014-f5a2d53f6ac8 Office 365 E1 (no Teams)
b57282e3-65bd-4252-9502-c0eae1e5ab7f Office 365 E1 EEA (no Teams)
6634e0ce-1a9f-428c-a498-f84ec7b8aa2e Office 365 E2
= FLOW_O365_P3 POWERAPPS_O365_P3
46c119d4-0379-4a9d-85e4-97c66d3f909e Microsoft 365 A5 for Students
e97c048c-37a4-45fb-ab50-922fbf07a370 Microsoft 365 A5 for faculty
06ebc4ee-1bb5-47dd-8120-11324bc54e06 Microsoft 365 E5
18a4bd3f-0b5b-4887-b04f-61dd0ee15f5e Microsoft 365 E5 (no Teams)
c42b9cae-ea4f-4ab7-9717-81576235ccac Microsoft 365 E5 Developer (without Windows and Audio Conferencing)
3271cf8e-2be5-4a09-a549-70fd05baaa17 Microsoft 365 E5 EEA (no Teams)
90277bc7-a6fe-4181-99d8-712b08b8d32b Microsoft 365 E5 EEA (no Teams) without Audio Conferencing
cd2925a3-5076-4233-8931-638a8c94f773 Microsoft 365 E5 without Audio Conferencing
9a18296a-025f-4e37-9ffa-30bf8d1ce775 Microsoft 365 E7
a4585165-0533-458a-97e3-c400570268c4 Office 365 A5 for faculty
ee656612-49fa-43e5-b67e-cb1fdf7699df Office 365 A5 for students
c7df2760-2c81-4ef7-b578-5b5392b571df Office 365 E5
cf50bae9-29e8-4775-b07c-56ee10e3776d Office 365 E5 EEA (no Teams)
71772aeb-4bb8-4f74-9dd4-36c7a9b5ca74 Office 365 E5 EEA (no Teams) without Audio Conferencing
26d45bd9-adf1-46cd-a9e1-51e9a5524128 Office 365 E5 Without Audio Conferencing
= FLOW_DYN_APPS_GOV POWERAPPS_DYN_APPS_GOV
5cd0b796-9ac8-4792-9f0b-796ca9044e4a Dynamics 365 for Case Management, Enterprise Edition for Government
ff5a82be-1edd-4d48-94e0-52527825b589 Dynamics 365 for Case Management, Enterprise Edition for Government
65758a5f-2e16-43b3-a8cb-296cd8f69e09 Dynamics 365 for Customer Service Enterprise for Government
3c74d823-8f01-4fe8-82d5-f089a5504cec Dynamics 365 for Customer Service, Enterprise Edition for Government
c3d74ead-70b7-4513-8dce-797be3fbe07a Dynamics 365 for Field Service Enterprise Edition for Government
8eac9119-7e6b-4278-9dc4-e3458993b08a Dynamics 365 for Field Service for Government
1ec19b5f-7542-4b20-b01f-fb5d3f040e2d Dynamics 365 for Project Service Automation Enterprise Edition for Government
6c827f0a-42cb-4cff-b1cd-f4104c16ede3 Dynamics 365 for Project Service Automation for Government
28b275ce-aec7-4c26-82e2-1ffbc2746ad4 Dynamics 365 for Sales, Enterprise Edition for Government
3856cd1b-8033-458e-8d0f-9909ec6e6e6d Microsoft Dynamics CRM Online Basic for Government
ba051a1a-4c3d-4ccd-9890-6fa6a4e696e7 Microsoft Dynamics CRM Online for Government
= FLOW_O365_P3_GOV POWERAPPS_O365_P3_GOV
e2be619b-b125-455f-8660-fb503e431a5d Microsoft 365 GCC G5
b0f809d5-a662-4391-a5aa-136e9c565b9d Microsoft 365 GCC G5 w/o WDATP/CAS Unified
8900a2c0-edba-4079-bdf3-b276e293b6a8 Office 365 G5 GCC
1341559b-49df-443c-8e79-fa604fed2d82 Office 365 GCC G5 without Audio Conferencing
2f105cc2-c2c1-435b-a955-c5e82156c05d Office 365 GCC G5 without Power BI and Phone System
= FLOW_FOR_PROJECT
53818b1b-4a27-454b-8896-0dba576410e6 Planner and Project Plan 3
46102f44-d912-47e7-b0ca-1bd7b70ada3b Project Plan 3 (for Department)
46974aed-363e-423c-9e6a-951037cec495 Project Plan 3 for Faculty
930cc132-4d6b-4d8c-8818-587d17c50d56 Project Plan 5 for faculty
= FLOW_O365_P2_GOV POWERAPPS_O365_P2_GOV
5c739a73-651d-4c2c-8a4e-fe4ba12253b0 Microsoft 365 G3 - Unattended License for GCC
e823ca47-49c4-46b3-b38d-ca11d5abe3d2 Microsoft 365 G3 GCC
535a3a29-c5f0-42fe-8215-d3b9e1f38c4a Office 365 G3 GCC
24aebea8-7fac-48d0-8750-de4ee1fde205 Office 365 G3 without Microsoft 365 Apps GCC
= FLOW_O365_S1 POWERAPPS_O365_S1
66b55226-6b4f-492c-910c-a3b7a3c9d993 Microsoft 365 F3
f7ee79a7-7aec-4ca4-9fb9-34d6b930ad87 Microsoft 365 F3 EEA (no Teams)
4b585984-651b-448a-9e53-3b10f069cf7f Office 365 F3
d1f0495b-cb7b-4e11-8b85-daee7e7e5664 Office 365 F3 EEA (no Teams)
= POWER_APPS_DYN365_VIRAL_TRIAL POWER_AUTOMATE_DYN365_VIRAL_TRIAL
1e615a51-59db-4807-9957-aa83c3657351 ~Dynamics 365 Customer Service Enterprise Viral Trial
29fcd665-d8d1-4f34-8eed-3811e3fca7b3 ~Dynamics 365 Field Service Viral Trial
6ec92958-3cc1-49db-95bd-bc6b3798df71 ~Dynamics 365 Sales Premium Viral Trial
556640c0-53ea-4773-907d-29c55332983f ~Microsoft Cloud for Sustainability vTrial
= FLOW_VIRTUAL_AGENT_BASE_MESSAGES
75564b9c-51e8-431c-b8fe-d472d5a545c8 Microsoft Copilot Studio
d7974fa0-ddd7-4899-9589-1ea04273aa26 Microsoft Copilot Studio for GCC
84ed7c30-3738-43a0-aa03-cf6c577d8dbb Microsoft Copilot Studio_USGOV_GCCHIGH
= FLOW_DYN_APPS FLOW_FOR_IOM_USL POWERAPPS_DYN_APPS
79909bd8-4c69-4202-939e-11bc4385b134 Dynamics 365 Commerce
9467fd84-2758-4287-b1fa-6a908c441b8a Dynamics 365 Supply Chain Management Premium
= FLOW_DYN_APPS Microsoft_Viva_Sales_PowerAutomate POWERAPPS_DYN_APPS
2edaa1dc-966d-4475-93d6-8ee8dfd96877 Dynamics 365 Sales Premium
4f05b1a3-a978-462c-b93f-781c6bee998f Microsoft Relationship Sales solution
= FLOW_FORMS_PRO
bc946dac-7877-4271-b2f7-99d2db13cd2c ~Dynamics 365 Customer Voice Trial
e2ae107b-a571-426f-9367-6d4c8f1390ba Dynamics 365 Customer Voice USL
= FLOW_FOR_PROJECT_GOV
074c6829-b3a0-430a-ba3d-aca365e57065 Project Plan 3 for GCC
f2230877-72be-4fec-b1ba-7156d6f75bd6 Project Plan 5 for GCC
= FLOW_O365_P1 POWERAPPS_O365_P3
6ee4114a-9b2d-4577-9e7a-49fa43d222d3 Microsoft 365 E5 EEA (no Teams) with Calling Minutes
a91fc4e0-65e5-4266-aa76-4037509c1626 Microsoft 365 E5 with Calling Minutes
= FLOW_PER_USER
4a51bf65-409c-4a91-b845-1121b571cc9d Power Automate per user plan
d80a4c5d-8f05-4b64-9926-6574b9e6aee4 Power Automate per user plan dept
= Flow_PowerApps_PerUser POWERAPPS_PER_USER
b30411f5-fea1-4a59-9ad9-3db7c7ead579 Power Apps Premium
2a6fb3c6-30cc-4558-a69d-032425c1a3ba Power Apps Premium embedded
= POWERAUTOMATE_DESKTOP_FOR_WIN
d13ef257-988a-46f3-8fce-f47484dd4550 Windows 10/11 Enterprise E3 VDA
1e7e1070-8ccb-4aca-b470-d7cb538cb07e Windows 10/11 Enterprise E5 (Original)
= Power_Automate_For_Project_P1
beb6439c-caad-48d3-bf46-0c82871e12be Planner Plan 1
84cd610f-a3f8-4beb-84ab-d9d2c902c6c9 Project Plan 1 (for Department)
= FLOW_BUSINESS_PROCESS
b3a42176-0a8c-4c3f-ba4e-f2b37fe5be6b Power Automate per flow plan
= FLOW_BUSINESS_PROCESS_GCC
d9de51e5-d8cd-45bb-8da3-1d55e28c52e6 Power Automate per flow plan for Government
= FLOW_CCI_BOTS
606b54a9-78d8-4298-ad8b-df6ef4481c80 ~Microsoft Copilot Studio Viral Trial
= FLOW_CUSTOMER_SERVICE_PRO POWERAPPS_CUSTOMER_SERVICE_PRO
1439b6e2-5d59-4873-8c59-d60e2a196e92 Dynamics 365 Customer Service Professional
= FLOW_Copilot_for_Finance_Trial
7792674b-fa0c-4af5-b2a1-a15239f933b6 ~Microsoft 365 Copilot for Finance (Preview)
= FLOW_DEV_VIRAL POWERAPPS_DEV_VIRAL
5b631642-bd26-49fe-bd20-1daaa972ef80 Microsoft Power Apps for Developer
= FLOW_DYN_APPS FLOW_DYN_P2 POWERAPPS_DYN_P2 POWERAPPS_GUIDES
ea126fc5-a19e-42e2-a731-da9d437bffcf Dynamics 365 Customer Engagement Plan
= FLOW_DYN_APPS FLOW_DYN_TEAM POWERAPPS_DYN_APPS POWERAPPS_DYN_TEAM POWERAPPS_GUIDES
8e7a3d30-d97d-43ab-837c-d7701cef83dc Dynamics 365 for Team Members Enterprise Edition
= FLOW_DYN_APPS FLOW_DYN_TEAM POWERAPPS_DYN_TEAM POWERAPPS_GUIDES
7ac9fe77-66b7-4e5e-9e46-10eed1cff547 Dynamics 365 Team Members
= FLOW_DYN_APPS POWERAPPS_DYN_APPS POWERAPPS_GUIDES
6c75fb1b-61f2-42d0-b1b8-6492ca9ae159 Dynamics 365 Multi-app
= FLOW_DYN_APPS_GOV Microsoft_Viva_Sales_PowerAutomate POWERAPPS_DYN_APPS_GOV
e85b3345-2fd5-45cf-a196-7968d3e18e56 Dynamics 365 for Sales Enterprise for Government
= FLOW_DYN_P2 POWERAPPS_DYN_P2
ccba3cfe-71ef-423a-bd87-b6df3dce59a9 Dynamics 365 UNF OPS Plan ENT Edition
= FLOW_DYN_TEAM POWERAPPS_DYN_TEAM
2e3c4023-80f6-4711-aa5d-29e0ecb46835 Dynamics 365 Business Central Team Members
= FLOW_DYN_TEAM_GOV POWERAPPS_DYN_APPS_GOV POWERAPPS_DYN_TEAM_GOV
ba05762f-32ff-4fac-a096-55309b3700a3 Dynamics 365 for Team Members Enterprise Edition for Government
= FLOW_O365_P1_GCCHIGH POWERAPPS_O365_P1_GCCHIGH
f698ca06-024f-4562-b029-9cb1f1e02646 Office 365 E1_USGOV_GCCHIGH
= FLOW_O365_P1_GOV POWERAPPS_O365_P1_GOV
3f4babde-90ec-47c6-995d-d223749065d1 Office 365 G1 GCC
= FLOW_O365_P3_GCCHIGH POWERAPPS_O365_P3_GCCHIGH
4eb45c5b-0d19-4e33-b87c-adfc25268f20 Microsoft 365 E5_USGOV_GCCHIGH
= FLOW_O365_S1_GCCHIGH POWERAPPS_O365_S1_GCCHIGH
74039b88-bd62-4b5c-9d9c-7a92bbc0bfdf Office 365 F3_USGOV_GCCHIGH
= FLOW_O365_S1_GOV POWERAPPS_O365_S1_GOV
2a914830-d700-444a-b73c-e3f31980d833 Microsoft 365 F3 GCC
= FLOW_P1_GOV
2b3b0c87-36af-4d15-8124-04a691cc2546 Flow Plan 1 for Government
= FLOW_P1_GOV POWERAPPS_P1_GOV
eca22b68-b31f-4e9c-a20c-4d40287bc5dd PowerApps Plan 1 for Government
= FLOW_P2
4755df59-3f73-41ab-a249-596ad72b5504 Microsoft Power Automate Plan 2
= FLOW_P2 POWERAPPS_P2
ddfae3e3-fcb2-4174-8ebd-3023cb213c8b Microsoft Power Apps Plan 2 (Qualified Offer)
= FLOW_P2_VIRAL
f30db892-07e9-47e9-837c-80727f46fd3d Microsoft Power Automate Free
= FLOW_P2_VIRAL FLOW_P2_VIRAL_REAL POWERAPPS_P2_VIRAL
dcb1a3ae-b33f-4487-846a-a640262fadf4 ~Microsoft Power Apps Plan 2 Trial
= FLOW_PER_USER_GCC
c8803586-c136-479a-8ff3-f5f32d23a68e Power Automate per user plan for Government
= FLOW_SALES_PRO_GOV POWERAPPS_SALES_PRO_GOV
229fa362-9d30-4dbc-8110-21b77a7f9b26 Dynamics 365 for Sales Professional for Government
= FLOW_VIRTUAL_AGENT_BASE
e4e55366-9635-46f4-a907-fc8c3b5ec81f Power Virtual Agent
= FLOW_VIRTUAL_AGENT_USL
4b74a65c-8b4a-4fc8-9f6b-5177ed11ddfa Microsoft Copilot Studio User License
= FLOW_Virtual_Agent_Base_Gov
9900a3e2-6660-4c52-9074-60c949991389 Power Virtual Agent for GCC
= FLOW_Virtual_Agent_Base_Gov Flow_Virtual_Agent_Usl_Gov
f1de227b-f1bd-4959-bd80-b80547095e6d Microsoft Copilot Studio User License for GCC
= FLOW_Virtual_Agent_Base_Gov_High Flow_Virtual_Agent_Usl_Gov_High
470845c0-6884-47e1-89d0-9d6244a77b44 Microsoft Copilot Studio User License for GCC High_USGOV_GCCHIGH
= Flow_Per_APP POWERAPPS_PER_APP
a8ad7d2b-b8cf-49d6-b25a-69094a0be206 Power Apps per app plan
= Flow_Per_APP POWERAPPS_PER_APP_NEW
b4d7b828-e8dc-4518-91f9-e123ae48440d Power Apps per app plan (1 app or portal)
= Flow_Per_APP_GCC POWERAPPS_PER_APP_GCC
8623b2d7-5e24-4281-b6b7-086a5f3b0b1c Power Apps per app plan for Government
= Flow_Per_APP_GCC POWERAPPS_PER_APP_GCC_NEW
c14d7f00-457c-4e3e-8960-48f35459b3c9 Power Apps per app plan (1 app or website) for Government
= Flow_Per_APP_IWTRIAL POWERAPPS_PER_APP_IWTRIAL
bf666882-9c9b-4b2e-aa2f-4789b0a52ba2 ~PowerApps per app baseline access
= Flow_PowerApps_PerUser_GCC POWERAPPS_PER_USER_GCC
8e4c6baa-f2ff-4884-9c38-93785d0d7ba1 Power Apps Premium for Government
= Microsoft_Copilot_for_Sales_PowerAutomate
15f2e9fc-b782-4f73-bf51-81d8b7fff6f4 Microsoft 365 Copilot for Sales
= Microsoft_Viva_Sales_PowerAutomate
3227bcb2-8448-4f81-b3c2-8c2074e15a2a Microsoft Sales Copilot
= POWERAPPSFREE POWERFLOWSFREE
87bbbc60-4754-4998-8c88-227dca264858 Power Apps and Logic Flows
= POWERAPPS_DYN_APPS
23e6e135-e869-4ce4-9ae4-5710cd69ac13 Dynamics 365 Field Service Contractor
= POWERAPPS_DYN_APPS_GOV
e7965e3a-1f49-4d67-a3de-ad1ce460bbcc Dynamics 365 Field Service Contractor for Government
= POWERAPPS_GUIDES
0a389a77-9850-4dc4-b600-bc66fdfefc60 Dynamics 365 Guides
= POWERAPPS_SALES_PRO
be9f9771-1c64-4618-9907-244325141096 Dynamics 365 For Sales Professional
= POWER_APPS_DYN365_VIRAL_TRIAL_MIXED_REALITY POWER_AUTOMATE_DYN365_VIRAL_TRIAL_MIXED_REALITY
99cb3f83-fbec-4aa1-8262-9679e6df7c53 ~Dynamics 365 Guides vTrial
= POWER_APPS_FOR_MCS_USL POWER_AUTOMATE_FOR_MCS_USL
ece037b4-a52b-4cf8-93ea-649e5d83767a Microsoft Sustainability Manager USL Essentials
= POWER_APPS_FOR_MCS_USL_PLUS POWER_AUTOMATE_FOR_MCS_USL_PLUS
9d576ffb-dd32-4c33-91ee-91625b61424a Microsoft Sustainability Manager Premium USL Plus
= POWER_AUTOMATE_ATTENDED_RPA
eda1941c-3c4f-4995-b5eb-e85a42175ab9 Power Automate Premium
= POWER_AUTOMATE_ATTENDED_RPA_GCC
d3987516-4b53-4dc0-8335-411260bf5626 Power Automate Premium for Government
= POWER_AUTOMATE_UNATTENDED_RPA
3539d28c-6e35-4a30-b3a9-cd43d5d3e0e2 Power Automate unattended RPA add-on
= POWER_AUTOMATE_UNATTENDED_RPA_GCC
086e9b70-4720-4442-ab6d-3ef32bfb4721 Power Automate unattended RPA add-on for Government
= POWER_PAGES_VTRIAL
3f9f06f5-3c31-472c-985f-62d9c10ec167 ~Power Pages vTrial for Makers
= 
e612d426-6bc3-4181-9658-91aa906b0ac0 Common Data Service Database Capacity
631d5fb1-a668-4c2a-9427-8830665a742e Common Data Service for Apps File Capacity
efccb6f7-5641-4e0e-bd10-b4976e1bf68e Enterprise Mobility + Security E3
b05e124f-c7cc-45a0-a6aa-8cf78c946968 Enterprise Mobility + Security E5
4b9405b0-7788-4568-add1-99614e613b69 Exchange Online (Plan 1)
19ec0d23-8335-4cbd-94ac-6050e30712fa Exchange Online (Plan 2)
80b2d799-d2ba-4d2a-8842-fb0d0f3a4b82 Exchange Online Kiosk
061f9ace-7d42-4136-88ac-31dc755f143f Intune
cdd28e44-67e3-425e-be4c-737fab2899d3 Microsoft 365 Apps for Business
c2273bd0-dff7-4215-9ef5-2c7bcfb06425 Microsoft 365 Apps for Enterprise
0c266dff-15dd-4b49-8397-2bb16070ed52 Microsoft 365 Audio Conferencing
ad9c22b3-52d7-4e7e-973c-88121ea96436 Microsoft 365 Copilot (Education Faculty)
26124093-3d78-432b-b5dc-48bf992543d5 Microsoft 365 E5 Security
50f60901-3181-4b75-8a2c-4c8e4c1d5a72 Microsoft 365 F1
32b47245-eb31-44fc-b945-a8b1576c439f Microsoft 365 F5 Security + Compliance Add-on
639dec6b-bb19-468b-871c-c5c441c4b0cb Microsoft Copilot for Microsoft 365
16a55f2f-ff35-4cd5-9146-fb784e3761a5 Microsoft Defender for Endpoint P1
b126b073-72db-4a9d-87a4-b17afe41d4ab Microsoft Defender for Endpoint P2_XPLAT
4ef96642-f096-40de-a3e9-d83fb2f90211 Microsoft Defender for Office 365 (Plan 1)
3dd6cf57-d688-4eed-ba52-9e40b5468c3e Microsoft Defender for Office 365 (Plan 2)
078d2b04-f1bd-4111-bbd4-b4b1b354cef4 Microsoft Entra ID P1
84a661c4-e949-4bd2-a560-ed7766fcaf2b Microsoft Entra ID P2
a403ebcc-fae0-4ca2-8c8c-7a907fd6c235 Microsoft Fabric (Free)
a929cd4d-8672-47c9-8664-159c1f322ba8 Microsoft Intune Suite
1f2f344a-700d-42c9-9427-5cea1d5d7ba6 Microsoft Stream
7e74bd05-2c47-404e-829a-ba95c66fe8e5 Microsoft Teams EEA
e43b5b99-8dfb-405f-9987-dc307f34bcbd Microsoft Teams Phone Standard
36a0f3b3-adb5-49ea-bf66-762134cf063a Microsoft Teams Premium Introductory Pricing
253ce8d3-6122-4240-8b04-f434a8fa831f Power Automate Process
c1d032e0-5619-4761-9b5c-75b6831e1711 Power BI Premium Per User
f8a1db68-be16-40ed-86d5-cb42ce701560 Power BI Pro
776df282-9fc0-4862-99e2-70e561b9909e Project Online Essentials
09015f9f-377f-4538-bbb5-f75ceb09358a Project Online Premium
8c4ce438-32a7-4ac5-91a6-e22ae08d9c8b Rights Management Adhoc
1fc08a02-8b3d-43b9-831e-f76859e04e1a SharePoint Online (Plan 1)
a9732ec9-17d9-494c-a51c-d6b45b384dcb SharePoint Online (Plan 2)
52ea0e27-ae73-4983-a08f-13561ebdb823 Teams Premium (for Departments)
ca7f3140-d88c-455b-9a1c-7f0679e31a76 Visio Plan 1
c5928f49-12ba-48f7-ada3-0d743a3601d5 Visio Plan 2
6a0f6da5-0b87-4190-a6ae-9bb5a2b9546a Windows 10/11 Enterprise E3
6470687e-a428-4b7a-bef2-8a291ad947c9 Windows Store for Business
`
