package ledger

// planTable holds Microsoft's service plans that belong to Power Apps, Power
// Automate and their companions: id, plan name without the stray spaces of the
// published list, and after the bar the name people see. Lines that begin with
// # say what the plans below come with; catalog_test.go holds the rules of
// classifyPlanName to these headings.
//
// The facts are Microsoft's "Product names and service plan identifiers for
// licensing" (edition of July 2026):
// https://learn.microsoft.com/entra/identity/users/licensing-service-plan-reference
const planTable = `
# Office 365 and Microsoft 365
0f9b09cb-62d1-4ff4-9129-43f4996f83f4 FLOW_O365_P1|Power Automate for Office 365
e923bad8-588e-44d5-acd0-b226daa7b4de FLOW_O365_P1_GCCHIGH|Power Automate for Office 365 for GCCHigh
ad6c8870-6356-474c-901c-64d7da8cea48 FLOW_O365_P1_GOV|Power Automate for Office 365 for Government
76846ad7-7776-4c40-a281-a386362dd1b9 FLOW_O365_P2|Power Automate for Office 365
c537f360-6a00-4ace-a7f5-9128d0ac1e4b FLOW_O365_P2_GOV|Power Automate for Office 365 for Government
07699545-9485-468e-95b6-2fca3738be01 FLOW_O365_P3|Power Automate for Office 365
ee939cf0-7cd1-4262-9f72-9eaa45dbba69 FLOW_O365_P3_GCCHIGH|Power Automate for Office 365 for GCCHigh
8055d84a-c172-42eb-b997-6c2ae4628246 FLOW_O365_P3_GOV|Power Automate for Office 365 for Government
bd91b1a4-9f94-4ecf-b45b-3a65e5c8128a FLOW_O365_S1|Power Automate for Office 365 F3
1db85bca-cd60-4bf5-ae54-641e0778a532 FLOW_O365_S1_GCCHIGH|Power Automate for Office 365 F3 for GCCHigh
5d32692e-5b24-4a59-a77e-b2a8650e25c1 FLOW_O365_S1_GOV|Power Automate for Office 365 F3 for Government
92f7a6f3-b89b-4bbd-8c30-809e6da5ad1c POWERAPPS_O365_P1|Power Apps for Office 365
3913e44e-824e-490c-a182-82785d769b45 POWERAPPS_O365_P1_GCCHIGH|Power Apps for Office 365 for GCCHigh
c42aa49a-f357-45d5-9972-bc29df885fee POWERAPPS_O365_P1_GOV|Power Apps for Office 365 for Government
c68f8d98-5534-41c8-bf36-22fa496fa792 POWERAPPS_O365_P2|Power Apps for Office 365
0a20c815-5e81-4727-9bdc-2b5a117850c3 POWERAPPS_O365_P2_GOV|Power Apps for Office 365 for Government
9c0dab89-a30c-4117-86e7-97bda240acd2 POWERAPPS_O365_P3|Power Apps for Office 365 (Plan 3)
b50a9096-5b07-4ded-a5e4-a492fb94b6ee POWERAPPS_O365_P3_GCCHIGH|Power Apps for Office 365 for GCCHigh
0eacfc38-458a-40d3-9eab-9671258f1a3e POWERAPPS_O365_P3_GOV|Power Apps for Office 365 for Government
e0287f9f-e222-4f98-9a83-f379e249159a POWERAPPS_O365_S1|Power Apps for Office 365 F3
b9f1a92f-d4c7-477b-b64c-e23d7b4e8cf9 POWERAPPS_O365_S1_GCCHIGH|Power Apps for Office 365 F3 for GCCHigh
49f06c3d-da7d-4fa0-bcce-1458fdd18a59 POWERAPPS_O365_S1_GOV|Power Apps for Office 365 F3 for Government
# Dynamics 365
5d798708-6473-48ad-9776-3acc301c40af FLOW_CCI_BOTS|Power Automate for CCI Bots
0368fc9c-3721-437f-8b7d-3d0f888cdefc FLOW_CUSTOMER_SERVICE_PRO|Power Automate for Customer Service Pro
7e6d7d78-73de-46ba-83b1-6d25117334ba FLOW_DYN_APPS|Power Automate for Dynamics 365
2c6af4f1-e7b6-4d59-bbc8-eaa884f42d69 FLOW_DYN_APPS_GOV|Power Automate for Dynamics 365 for Government
b650d915-9886-424b-a08d-633cede56f57 FLOW_DYN_P2|Power Automate for Dynamics 365
06879193-37cc-4976-8991-f8165c994ce7 FLOW_DYN_P2_GOV|Power Automate P2 for Dynamics 365 for Government
1ec58c70-f69c-486a-8109-4b87ce86e449 FLOW_DYN_TEAM|Power Automate for Dynamics 365
47bdde6a-959f-4c7f-8d59-3243e34f1cb3 FLOW_DYN_TEAM_GOV|Power Automate for Dynamics 365 Team Members for Government
57a0746c-87b8-4405-9397-df365a9db793 FLOW_FORMS_PRO|Power Automate for Dynamics 365 Customer Voice
9e6d1620-dce9-4655-8933-af8fa5bccc9c FLOW_FOR_IOM_USL|Data Integration for IOM with Power Automate USL
e62ffe5b-7612-441f-a72d-c11cf456d33a FLOW_SALES_PRO_GOV|Power Automate for Sales Pro for Government
0c1c2af2-6c51-43c7-9c55-fa487ac147ff Microsoft_Copilot_for_Sales_PowerAutomate|Microsoft Copilot for Sales with Power Automate
a933a62f-c3fb-48e5-a0b7-ac92b94b4420 Microsoft_Viva_Sales_PowerAutomate|Microsoft Viva Sales Premium with Power Automate
c507b04c-a905-4940-ada6-918891e6d3ad POWERAPPS_CUSTOMER_SERVICE_PRO|Power Apps for Customer Service Pro
874fc546-6efe-4d22-90b8-5c4e7aa59f4b POWERAPPS_DYN_APPS|Power Apps for Dynamics 365
3089c02b-e533-4b73-96a5-01fa648c3c3c POWERAPPS_DYN_APPS_GOV|PowerApps for Dynamics 365 for Government
0b03f40b-c404-40c3-8651-2aceb74365fa POWERAPPS_DYN_P2|Power Apps for Dynamics 365
51729bb5-7564-4927-8df8-9f5b12279cf3 POWERAPPS_DYN_P2_GOV|PowerApps Plan 2 for Dynamics 365 for Government
52e619e2-2730-439a-b0d3-d09ab7e8b705 POWERAPPS_DYN_TEAM|Power Apps for Dynamics 365
63efc247-5f28-43e3-a2f8-00c183e3f1db POWERAPPS_DYN_TEAM_GOV|PowerApps for Dynamics 365 Team Members for Government
816971f4-37c5-424a-b12b-b56881f402e7 POWERAPPS_GUIDES|Power Apps for Guides
6f9f70ce-138d-49f8-bb8b-2e701b7dde75 POWERAPPS_SALES_PRO|Power Apps for Sales Pro
12cf31f8-754f-4efe-87a8-167c19e30831 POWERAPPS_SALES_PRO_GOV|Power Apps for Sales Pro for Government
# Trial, free and developer plans
68bf3da4-4e1a-4e13-a1cc-2bc6986b4d88 FLOW_Copilot_for_Finance_Trial|Power Automate for Copilot for Finance Trial
c7ce3f26-564d-4d3a-878d-d8ab868c85fe FLOW_DEV_VIRAL|Flow for Developer
50e68c76-46c6-4674-81f9-75456511b170 FLOW_P2_VIRAL|Flow Free
d20bfa21-e9ae-43fc-93c2-20783f0840c3 FLOW_P2_VIRAL_REAL|Flow P2 Viral
dd14867e-8d31-4779-a595-304405f5ad39 Flow_Per_APP_IWTRIAL|Flow per app baseline access
e61a2945-1d4e-4523-b6e7-30ba39d20f32 POWERAPPSFREE|Microsoft PowerApps
a2729df7-25f8-4e63-984b-8a8484121554 POWERAPPS_DEV_VIRAL|PowerApps for Developer
d5368ca3-357e-4acb-9c21-8495fb025d1f POWERAPPS_P2_VIRAL|PowerApps Trial
35122886-cef5-44a3-ab36-97134eabd9ba POWERAPPS_PER_APP_IWTRIAL|PowerApps per app baseline access
0b4346bb-8dc3-4079-9dfc-513696f56039 POWERFLOWSFREE|Logic flows
54b37829-818e-4e3c-a08a-3ea66ab9b45d POWER_APPS_DYN365_VIRAL_TRIAL|Power Apps for Dynamics 365 vTrial
066e2fd1-ba15-40e7-aa96-d6636b1cdf71 POWER_APPS_DYN365_VIRAL_TRIAL_MIXED_REALITY|Power Apps for Dynamics 365 Mixed Reality
81d4ecb8-0481-42fb-8868-51536c5aceeb POWER_AUTOMATE_DYN365_VIRAL_TRIAL|Power Automate for Dynamics 365 vTrial
26fa8a18-2812-4b3d-96b4-864818ce26be POWER_AUTOMATE_DYN365_VIRAL_TRIAL_MIXED_REALITY|Power Automate for Dynamics 365 Mixed Reality
6817d093-2d30-4249-8bd6-774f01efa78c POWER_PAGES_VTRIAL|Power Pages vTrial for Makers
# Standalone plans
7e017b61-a6e0-4bdc-861a-932846591f6e FLOW_BUSINESS_PROCESS|Flow per business process plan
cb83e771-a077-4a73-9201-d955585b29fa FLOW_BUSINESS_PROCESS_GCC|Power Automate per Business Process Plan for Government
774da41c-a8b3-47c1-8322-b9c1ab68be9f FLOW_P1_GOV|Power Automate (Plan 1) for Government
56be9436-e4b2-446c-bb7f-cc15d16cca4d FLOW_P2|Power Automate (Plan 2)
c539fa36-a64e-479a-82e1-e40ff2aa83ee Flow_Per_APP|Power Automate for Power Apps per App Plan
8e2c2c3d-07f6-4da7-86a9-e78cc8c2c8b9 Flow_Per_APP_GCC|Power Automate for Power Apps per App Plan for Government
c5002c70-f725-4367-b409-f0eff4fee6c0 FLOW_PER_USER|Flow per user plan
769b8bee-2779-4c5a-9456-6f4f8629fd41 FLOW_PER_USER_GCC|Power Automate per User Plan for Government
dc789ed8-0170-4b65-a415-eb77d5bb350a Flow_PowerApps_PerUser|Power Automate for Power Apps per User Plan
8e3eb3bd-bc99-4221-81b8-8b8bc882e128 Flow_PowerApps_PerUser_GCC|Power Automate for Power Apps per User Plan for GCC
5ce719f1-169f-4021-8a64-7d24dcaec15f POWERAPPS_P1_GOV|PowerApps Plan 1 for Government
00527d7f-d5bc-4c2a-8d1e-6c0de2410c81 POWERAPPS_P2|Power Apps (Plan 2)
b4f657ff-d83e-4053-909d-baa2b595ec97 POWERAPPS_PER_APP|Power Apps per App Plan
be6e5cba-3661-424c-b79a-6d95fa1d849a POWERAPPS_PER_APP_GCC|Power Apps per App Plan for Government
70091fc8-1836-470f-a386-f4e6639cb04e POWERAPPS_PER_APP_GCC_NEW|Power Apps per app for GCC
14f8dac2-0784-4daa-9cb2-6d670b088d64 POWERAPPS_PER_APP_NEW|Power Apps per app
ea2cf03b-ac60-46ae-9c1d-eeaeb63cec86 POWERAPPS_PER_USER|Power Apps per User Plan
8f55b472-f8bf-40a9-be30-e29919d4ddfe POWERAPPS_PER_USER_GCC|Power Apps per User Plan for Government
375cd0ad-c407-49fd-866a-0bff4f8a9a4d POWER_AUTOMATE_ATTENDED_RPA|Power Automate RPA Attended
fb613c67-1a58-4645-a8df-21e95a37d433 POWER_AUTOMATE_ATTENDED_RPA_GCC|Power Automate Attended RPA for Government
0d373a98-a27a-426f-8993-f9a425ae99c5 POWER_AUTOMATE_UNATTENDED_RPA|Power Automate Unattended RPA add-on
45e63e9f-6dd9-41fd-bd41-93bfa008c537 POWER_AUTOMATE_UNATTENDED_RPA_GCC|Power Automate Unattended RPA for Government
# Other products
fa200448-008c-4acb-abd4-ea106ed2199d FLOW_FOR_PROJECT|Flow for Project
7251de8f-ecfb-481e-bcff-4af4f1a4573c FLOW_FOR_PROJECT_GCC|Data integration for Project with Power Automate for GCC
16687e20-06f9-4577-9cc0-34a2704260fc FLOW_FOR_PROJECT_GOV|Data integration for Project with Power Automate for GCC
4b81a949-69a1-4409-ad34-9791a6ec88aa FLOW_VIRTUAL_AGENT_BASE|Power Automate for Virtual Agent
f9f6db16-ace6-4838-b11c-892ee75e810a FLOW_Virtual_Agent_Base_Gov|Power Automate for Virtual Agent for GCC
225e52e5-7bbf-4793-8fb1-4307a7a1ae8e FLOW_Virtual_Agent_Base_Gov_High|Flow for Virtual Agent for GCC High
4b9ec373-ed29-4192-8a47-c9ab9048b079 FLOW_VIRTUAL_AGENT_BASE_MESSAGES|Power Automate for Microsoft Copilot Studio
82f141c9-2e87-4f43-8cb2-12d2701dc6b3 FLOW_VIRTUAL_AGENT_USL|Power Automate for Virtual Agent
0b939472-1861-45f1-ab6d-208f359c05cd Flow_Virtual_Agent_Usl_Gov|Flow for Virtual Agent for GCC
aaae1744-dc7a-4811-9dd0-2bf926ff9d80 Flow_Virtual_Agent_Usl_Gov_High|Flow for Virtual Agent for GCC High
2d589a15-b171-4e61-9b5f-31d15eeb2872 POWERAUTOMATE_DESKTOP_FOR_WIN|PAD for Windows
5ffd371c-037a-41a2-98a3-6452f8c5de17 POWER_APPS_FOR_MCS_USL|Power Apps for Cloud for Sustainability USL
c5502fe7-406d-442a-827f-4948b821ba08 POWER_APPS_FOR_MCS_USL_PLUS|Power Apps for Cloud for Sustainability USL Plus
ccbe468e-7973-442c-8ec4-5fbe16438711 POWER_AUTOMATE_FOR_MCS_USL|Power Automate for Cloud for Sustainability USL
1c22bb50-96fb-49e5-baa6-195cab19eee2 POWER_AUTOMATE_FOR_MCS_USL_PLUS|Power Automate for Cloud for Sustainability USL Plus
00283e6b-2bd8-440f-a2d5-87358e4c89a1 Power_Automate_For_Project_P1|Power Automate for Project P1
# Capacity and Power Pages
084747ad-b095-4a57-b41f-061d84d69f6f POWERAPPS_PORTALS_LOGIN|Power Apps Portals Login Capacity Add-On
bea6aef1-f52d-4cce-ae09-bed96c4b1811 POWERAPPS_PORTALS_LOGIN_GCC|Power Apps Portals Login Capacity Add-On for Government
1c5a559a-ec06-4f76-be5b-6a315418495f POWERAPPS_PORTALS_PAGEVIEW|Power Apps Portals Page View Capacity Add-On
483d5646-7724-46ac-ad71-c78b7f099d8d POWERAPPS_PORTALS_PAGEVIEW_GCC|Power Apps Portals Page View Capacity Add-On for Government
0d3366f3-266e-4117-b422-7cabbc165e7c PowerPages_Authenticated_User|Power Pages Authenticated Users per site monthly capacity
5410f688-68f2-47a5-9b8f-7466194a806a PowerPages_Authenticated_Users_GCCH|Power Pages Authenticated Users per site mthly capacity GCCH New
967d9574-a076-4bb7-ab89-f41f64bc142e PowerPages_Authenticated_User_CN|Power Pages Authenticated Users per site monthly capacity China
03300fea-7a88-45a6-b5bd-29653803c591 PowerPages_Authenticated_User_DoD|Power Pages Authenticated Users per site monthly capacity DoD
cdf787bd-1546-48d2-9e93-b21f9ea7067a PowerPages_Authenticated_User_GCC|Power Pages Authenticated Users per site monthly capacity GCC
18e74ca2-b5f0-4802-9a8b-00d2ff1e8322 PowerPages_Authenticated_User_GCCH|Power Pages Authenticated Users per site monthly capacity GCCH
60bf28f9-2b70-4522-96f7-335f5e06c941 Power_Pages_Internal_User|Power Pages Internal User
# Dataverse companions
ee493f70-a3b3-4204-9511-e3f6083b8df3 CDS_POWERAPPS_PER_APP_CUSTOM_GCC|CDS Power Apps Per App Custom GCC
c2da6658-f89d-49f2-9508-40431dee115b CDS_POWERAPPS_PER_APP_CUSTOM_NEW|CDS Power Apps Per App Custom New
2e8dde43-6986-479d-b179-7dbe31c31f60 CDS_POWERAPPS_PER_USER_CUSTOM|CDS Power Apps Per User Custom
c84e52ae-1906-4947-ac4d-6fb3e5bf7c2e CDS_Flow_Business_Process|Common data service for Flow per business process plan
54b61386-c818-4634-8400-61c9e8f6acd3 CDS_Flow_Business_Process_GCC|Common Data Service for Power Automate per Business Process Plan for GCC
32ad3a4e-2272-43b4-88d0-80d284258208 CDS_POWERAPPS_PORTALS_LOGIN|Common Data Service Power Apps Portals Login Capacity
0f7b9a29-7990-44ff-9d05-a76be778f410 CDS_POWERAPPS_PORTALS_LOGIN_GCC|Common Data Service Power Apps Portals Login Capacity for GCC
72c30473-7845-460a-9feb-b58f216e8694 CDS_POWERAPPS_PORTALS_PAGEVIEW|CDS PowerApps Portals page view capacity add-on
352257a9-db78-4217-a29d-8b8d4705b014 CDS_POWERAPPS_PORTALS_PAGEVIEW_GCC|CDS PowerApps Portals page view capacity add-on for GCC
59231cdf-b40d-4534-a93e-14d0cd31d27e DATAVERSE_FOR_POWERAUTOMATE_DESKTOP|Dataverse for PAD
d7c3df99-6f58-40b9-8940-cd3a51679d85 DATAVERSE_FOR_POWER_AUTOMATE_PER_PROCESS|Dataverse for Power Automate Per Process
6f0e9100-ff66-41ce-96fc-3d8b7ad26887 DATAVERSE_POWERAPPS_PER_APP_NEW|Dataverse for Power Apps per app
7aae746a-3463-4737-b295-3c1a16c31438 DV_PowerPages_Authenticated_User|Dataverse for Power Pages Authenticated users per site
`
